import { createInterface } from "node:readline";
import { GantryError } from "../../modules/core/errors.js";

export interface Question {
  readonly text: string;
  /** The answer that counts as agreement; anything else is a refusal. */
  readonly expected: string;
  /** The flag that answers it where nobody can be asked: `--yes`. */
  readonly flag: string;
}

/** Asks people. Where there is nobody to ask it refuses at once and names the flag that answers instead. */
export class Prompt {
  constructor(
    private readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean },
    private readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean },
  ) {}

  /** Whether somebody sits at a terminal. */
  get available(): boolean {
    return this.input.isTTY === true && this.output.isTTY === true;
  }

  /** @throws GantryError (refused) unless the expected answer is given. */
  async confirm({ text, expected, flag }: Question): Promise<void> {
    if (!this.available) {
      throw new GantryError(
        {
          what: "this needs a confirmation, and there is no terminal to ask on; nothing was changed",
          fix: `add ${flag}`,
        },
        { outcome: "refused" },
      );
    }
    const answer = await this.ask(`${text} `);
    if (answer?.trim() !== expected) {
      throw new GantryError({ what: "not confirmed; nothing was changed" }, { outcome: "refused" });
    }
  }

  /** The line that was typed, or undefined when the user pressed Ctrl-C or Ctrl-D. */
  private ask(text: string): Promise<string | undefined> {
    const reader = createInterface({ input: this.input, output: this.output });
    return new Promise((resolve) => {
      reader.once("SIGINT", () => reader.close());
      reader.once("close", () => {
        this.output.write("\n");
        resolve(undefined);
      });
      reader.question(text, (answer) => {
        reader.removeAllListeners("close");
        reader.close();
        resolve(answer);
      });
    });
  }
}
