import { InputError } from "./errors.js";

/** What a careful reader should know about the input; `code` is stable, the message is for people. */
export interface Warning {
  readonly code: string;
  readonly message: string;
  /** Of a warning about an export: its name, as in ResultExport.file. */
  readonly file?: string;
  /** Of one about a row of it: its number from 1 and the column it is about. */
  readonly row?: number;
  readonly column?: string;
}

/** A record that should have been a connection and cannot be. */
export interface Reject {
  readonly file: string;
  /** Line from 1; of objects, their position from 1. */
  readonly line: number;
  readonly reason: string;
  /** The record as it stands in the input, cut after 2,000 characters. */
  readonly text: string;
}

/** What became of the records: `accepted + rejected + ignored = records`, always. */
export interface InputSummary {
  readonly files: number;
  readonly records: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly ignored: number;
}

/** How far a reader is; `totalBytes` is 0 where it cannot be known (standard input, objects). */
export interface Progress {
  readonly file: string;
  readonly bytes: number;
  readonly totalBytes: number;
  readonly records: number;
}

/** What every reader takes. */
export interface IntakeOptions {
  /** Called for each rejected record, at once. */
  readonly onReject?: (reject: Reject) => void;
  /** More accepted records than this are an InputError, never a silent cut. */
  readonly maxEvents?: number;
}

const TEXT_LIMIT = 2000;

/** The books of one reading: every record passes through exactly one of its counters. */
export class Intake {
  files = 0;
  accepted = 0;
  rejected = 0;
  ignored = 0;
  /** The file and line that are being read. */
  file = "input";
  line = 0;
  readonly #options: IntakeOptions;
  readonly #maxEvents: number;
  readonly #notices = new Map<
    string,
    { count: number; text: string; place: string; record: number }
  >();
  #firstReject: Reject | undefined;

  constructor(options: IntakeOptions = {}) {
    this.#options = options;
    this.#maxEvents = options.maxEvents ?? Number.POSITIVE_INFINITY;
  }

  /** All records so far. */
  get records(): number {
    return this.accepted + this.rejected + this.ignored;
  }

  /** The counters as plain data. */
  get summary(): InputSummary {
    const { files, records, accepted, rejected, ignored } = this;
    return { files, records, accepted, rejected, ignored };
  }

  /** Counts a record that became a connection; throws an InputError when there are more than allowed. */
  accept(): void {
    if (++this.accepted > this.#maxEvents) {
      const reason = `more than ${this.#options.maxEvents} events; raise the limit or read less`;
      throw new InputError(this.file, reason, this.line);
    }
  }

  /** Counts and reports a record that cannot be read. */
  reject(reason: string, text: string): void {
    this.rejected++;
    const { file, line } = this;
    const reject = { file, line, reason, text: text.slice(0, TEXT_LIMIT) };
    this.#firstReject ??= reject;
    this.#options.onReject?.(reject);
  }

  /** Counts a case of something worth one warning in the end, with the place of the first case. */
  notice(code: string, text: string): void {
    const { records: record } = this;
    const known = this.#notices.get(code);
    if (known === undefined) {
      this.#notices.set(code, { count: 1, text, place: `${this.file}:${this.line}`, record });
    } else if (known.record !== record) {
      // One record is one case, however many of its fields it is about.
      known.count++;
      known.record = record;
    }
  }

  /** Adds a warning about a file as a whole. */
  warnFile(code: string, text: string): void {
    this.#notices.set(`${code} ${this.file}`, { count: 0, text, place: this.file, record: 0 });
  }

  /** What is worth knowing so far, one warning for each kind of case. */
  warnings(): Warning[] {
    const warnings = [...this.#notices].map(([key, { count, text, place }]) => ({
      code: key.split(" ", 1)[0] as string,
      message: count === 0 ? `${place}: ${text}` : `${countOf(count)} ${text} (first: ${place})`,
    }));
    if (this.#firstReject === undefined) return warnings;
    const { file, line, reason } = this.#firstReject;
    const message = `${countOf(this.rejected)} rejected (first: ${file}:${line}: ${reason})`;
    return [{ code: "rejected", message }, ...warnings];
  }
}

function countOf(count: number): string {
  return count === 1 ? "1 record" : `${count} records`;
}
