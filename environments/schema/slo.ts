import { z } from "zod";
import { LONGEST_TEXT, text } from "./monitors-own.js";

/** The finest share that leaves anything to measure: half a minute a year. */
const FINEST_TARGET = 99.9999;

/** What a service wants otherwise of what is promised of it by its kind: docs/monitors.md lists that. */
export const objectiveChange = z.strictObject({
  /** Share that must be good, in percent. @default - as the table says */
  target: z.number().min(50).max(FINEST_TARGET).exactOptional(),
  /** Share below which its page turns yellow. @default - half of what the target grants */
  warning: z.number().max(100).exactOptional(),
  /** Days over which it's counted. @default - as the table says */
  days: z.union([z.literal(7), z.literal(30), z.literal(90)]).exactOptional(),
  /** Why nobody is to hear of its burn rates; it's still counted. @default - people hear of them */
  silence: text(LONGEST_TEXT).exactOptional(),
  /** Why nothing is promised; stands alone. @default - it is */
  without: text(LONGEST_TEXT).exactOptional(),
});
