import type { Intake } from "../intake.js";
import type { ZeekRow, ZeekRowTaker } from "./zeek-row.js";

const utf8 = new TextDecoder();

/** Counts the bad lines of one file, and the records of its rest once there were more of them than are borne. */
export class ZeekRowBooks {
  readonly #taker: ZeekRowTaker;
  readonly #intake: Intake;
  readonly #badLines: number;
  #bad = 0;
  #told = false;

  constructor(taker: ZeekRowTaker, intake: Intake, badLines: number) {
    this.#taker = taker;
    this.#intake = intake;
    this.#badLines = badLines;
  }

  /** Whether the rest of the file is to be passed over. */
  get abandoned(): boolean {
    return this.#bad > this.#badLines;
  }

  row(row: ZeekRow): void {
    if (this.#taker.row(row)) return;
    this.#bad++;
    this.#intake.notice("bad-field", "had a field that could not be read, taken as 0");
  }

  /** A line that is no row. */
  reject(reason: string, text: string): void {
    this.#intake.reject(reason, text);
    this.#bad++;
  }

  /** A line whose end never came, or too far off. */
  unread(reason: string, bytes: Uint8Array): void {
    if (this.abandoned) this.passOver();
    else this.reject(reason, utf8.decode(bytes));
  }

  /** A record behind the last bad line that was borne. */
  passOver(): void {
    this.#intake.ignored++;
    if (this.#told) return;
    this.#told = true;
    const reason = `more than ${this.#badLines} of its lines could not be read`;
    this.#intake.warnFile("abandoned", `ignored from line ${this.#intake.line} on: ${reason}`);
  }
}
