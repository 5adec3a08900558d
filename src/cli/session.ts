import type { Io } from "./io.js";
import type { Problems } from "./problems.js";

/** What a run hands to its commands. */
export interface Session {
  readonly io: Io;
  /** Takes what is wrong with the options; a command must throw them before it does anything. */
  readonly problems: Problems;
  /** Sets the exit status. */
  end(status: number): void;
}
