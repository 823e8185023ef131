import { check } from "./check.js";
import { deploy } from "./deploy.js";
import { growth } from "./growth.js";
import type { Part } from "./part.js";
import { synth } from "./synth.js";

/** The parts by the names that the command line knows, in the order in which they run. */
export const PARTS = { synth, growth, deploy, check } as const satisfies Record<string, Part>;

export type PartName = keyof typeof PARTS;
