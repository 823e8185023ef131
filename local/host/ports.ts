import { createServer } from "node:net";
import { GantryError } from "../../modules/core/errors.js";

/** Only this machine itself can reach the embedded cloud. */
export const LOOPBACK = "127.0.0.1";

const CHOOSE_ANOTHER = "set GANTRY_LOCAL_PORT to another port, or unset it to let the cloud take a free one";

/** Throws GantryError when the pinned port of the AWS endpoint is not a port or is not free. */
export async function assertPortFree(port: number): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new GantryError({
      what: "the port of the local AWS endpoint is not a port number",
      value: port,
      allowed: "1024 to 65535",
      fix: CHOOSE_ANOTHER,
    });
  }
  const failure = await tryToListen(port);
  if (failure === undefined) return;
  const what =
    failure.code === "EADDRINUSE"
      ? `port ${port} of ${LOOPBACK}, chosen for the local AWS endpoint, is used by another program`
      : `port ${port} of ${LOOPBACK}, chosen for the local AWS endpoint, can't be opened (${failure.code})`;
  throw new GantryError({ what, value: port, fix: CHOOSE_ANOTHER }, { cause: failure });
}

function tryToListen(port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", resolve);
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
