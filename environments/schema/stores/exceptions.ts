import { z } from "zod";
import { reason } from "../primitives.js";

/** What a store does without in one environment, and why. */
export const exceptionsShape = {
  exceptions: z
    .strictObject({
      /**
       * It has nobody to take over, although its environment is protected: until AWS has replaced its only instance, or
       * its zone is back, it is down.
       * @default - a protected environment has a standby, in Aurora a reader
       */
      standby: reason.exactOptional(),
    })
    .exactOptional(),
};
