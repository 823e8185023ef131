import { GantryError } from "../../modules/core/errors.js";
import {
  DATADOG_API_KEY,
  DATADOG_APP_KEY,
  DIGITALOCEAN_TOKEN,
  GITLAB_TOKEN,
  type KeyName,
  keyIn,
} from "../vendors/keys.js";
import type { Check, Doubt } from "./check.js";

/** Where an organization has its vendors. */
export interface Vendors {
  readonly datadog: { readonly apiUrl: string };
  readonly gitlab: { readonly baseUrl: string };
}

export interface VendorCheckOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** Whether what is missing or refused stops the work that is ahead. */
  readonly required: boolean;
  /** @default 5000 */
  readonly timeoutMs?: number;
}

/** A call that tells whether keys are good, and changes nothing. */
interface Question {
  /** What the key is called. */
  readonly name: string;
  readonly vendor: string;
  /** All that are sent; the first one is asked about. */
  readonly keys: readonly [KeyName, ...KeyName[]];
  readonly url: string;
  readonly headers: (...keys: readonly string[]) => Readonly<Record<string, string>>;
  /** Statuses that mean that the key is not good. */
  readonly refused: readonly number[];
  readonly fix: string;
}

const TIMEOUT_MS = 5_000;

const bearer = (key = "") => ({ authorization: `Bearer ${key}` });

/** Whether each key of a vendor is in this shell, and whether the vendor takes it. */
export function vendorChecks(vendors: Vendors, options: VendorCheckOptions): readonly Check[] {
  const { environment, required, timeoutMs = TIMEOUT_MS } = options;
  return questionsTo(vendors, environment).map((question) => ({
    name: question.name,
    look: () => ask(question, environment, timeoutMs),
    required,
  }));
}

function questionsTo({ datadog, gitlab }: Vendors, environment: NodeJS.ProcessEnv): readonly Question[] {
  // As the provider has it.
  const digitalOcean = environment["DIGITALOCEAN_API_URL"] ?? "https://api.digitalocean.com";
  const ofSite = "each site of Datadog has its own; this one is organization.datadog.apiUrl";
  return [
    {
      // Source: Datadog's API reference, "Validate API key".
      name: "Datadog API key",
      vendor: "Datadog",
      keys: [DATADOG_API_KEY],
      url: `${datadog.apiUrl}/api/v1/validate`,
      headers: (api = "") => ({ "DD-API-KEY": api }),
      refused: [401, 403],
      fix: `export an API key that is good: ${ofSite}`,
    },
    {
      // Source: Datadog's API reference, "Validate API and application keys".
      name: "Datadog app key",
      vendor: "Datadog",
      keys: [DATADOG_APP_KEY, DATADOG_API_KEY],
      url: `${datadog.apiUrl}/api/v2/validate_keys`,
      headers: (app = "", api = "") => ({ "DD-API-KEY": api, "DD-APPLICATION-KEY": app }),
      refused: [401, 403],
      fix: `export an application key that is good, beside its API key: ${ofSite}`,
    },
    {
      // Source: GitLab's REST API, "Users". 403 is a token whose scopes don't let it read who it is.
      name: "GitLab token",
      vendor: "GitLab",
      keys: [GITLAB_TOKEN],
      url: `${gitlab.baseUrl}/api/v4/user`,
      headers: bearer,
      refused: [401, 403],
      fix: "export a token that hasn't expired, with the scopes api and create_runner",
    },
    {
      // Source: DigitalOcean's API reference, "Get user information". Without the scope account:read it answers 403,
      // and the token may do its work all the same.
      name: "DigitalOcean",
      vendor: "DigitalOcean",
      keys: [DIGITALOCEAN_TOKEN],
      url: `${digitalOcean.replace(/\/$/, "")}/v2/account`,
      headers: bearer,
      refused: [401],
      fix: "export a token that hasn't expired, with write access",
    },
  ];
}

/**
 * @returns what was found, or why the vendor can't tell now
 * @throws GantryError, which never holds a key, where one is missing or refused
 */
async function ask(question: Question, environment: NodeJS.ProcessEnv, timeoutMs: number): Promise<string | Doubt> {
  const { vendor, keys, url, headers, refused, fix } = question;
  const sent = headers(...keys.map((key) => keyIn(environment, key)));
  let status: number;
  try {
    const response = await fetch(url, {
      headers: { ...sent, connection: "close" },
      // A key is for the host that was named.
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    status = response.status;
    await response.body?.cancel();
  } catch (error) {
    return { doubt: `is set; ${vendor} can't be asked whether it is good: ${reasonOf(error)} (${url})` };
  }
  if (status === 200) return `${vendor} takes it`;
  if (!refused.includes(status))
    return { doubt: `is set; ${vendor} doesn't tell whether it is good: ${status} (${url})` };
  throw new GantryError({ what: `${vendor} refuses it: ${status}`, value: url, fix });
}

/** The code that the system gives, for instance ECONNREFUSED: never the message, which might quote what was sent. */
function reasonOf(error: unknown): string {
  const { name, cause } = error as Error & { readonly cause?: { readonly code?: string } };
  return name === "TimeoutError" ? "no answer in time" : (cause?.code ?? name);
}
