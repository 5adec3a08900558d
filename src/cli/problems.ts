import { RuleError } from "../errors.js";

/** What is wrong with a command line, collected so that all of it is told at once. */
export class Problems {
  readonly #issues: string[] = [];

  add(issue: string): void {
    this.#issues.push(issue);
  }

  /** What the work gives; undefined when it throws a RuleError, whose issues are noted after the option's flag. */
  async attempt<T>(flag: string, work: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      for (const issue of error.issues) this.add(`${flag}: ${issue}`);
      return undefined;
    }
  }

  /** Throws a RuleError when there are any. */
  throwIfAny(): void {
    if (this.#issues.length > 0) throw new RuleError("usage", this.#issues);
  }
}
