import type { Intake } from "../intake.js";
import type { ConnectionTableBuilder } from "../table-builder.js";
import type { FieldName } from "./fields.js";
import type { TimeUnit } from "./time.js";
import type { UidIndex } from "./uid-index.js";

/** What a user can say about an input that the input does not say itself. */
export interface FormatOptions {
  /** Columns of a CSV file by field, such as `{ time: "ts" }`, in place of the usual names. */
  readonly csvColumns?: Partial<Record<FieldName, string>>;
  /** Own property names of QRadar and JSON inputs by field, in place of the known ones. */
  readonly fields?: Partial<Record<FieldName, string>>;
  /** IANA zone of times that name none; default UTC. */
  readonly timeZone?: string;
  /** Unit of numeric times; default: told from their magnitude. */
  readonly timeUnit?: TimeUnit;
}

/** Where a reader puts what it reads. */
export interface Sink {
  readonly builder: ConnectionTableBuilder;
  readonly intake: Intake;
  readonly options: FormatOptions;
  /**
   * Hosts and fingerprints by connection uid. With `enrichOnly`, records that describe a connection logged elsewhere
   * (Zeek http and ssl beside conn) fill it and are ignored; without, they are connections of their own.
   */
  readonly uids?: UidIndex;
  readonly enrichOnly?: boolean;
}

/** What a look at the first bytes told. */
export interface Detection {
  /** The kind of records, where a format has several: `conn`, `http`, `ssl`, … */
  readonly stream?: string;
  /** Whether records of several kinds stand in this one input. */
  readonly mixed?: boolean;
}

/** Takes the bytes of one input in pieces of any size. */
export interface Reader {
  write(chunk: Uint8Array): void;
  /** The input is over; `broken` when it was cut off: a record left half is then rejected. */
  end(broken?: boolean): void;
}

/** One log format: an object literal in a list, found by its content. */
export interface Format {
  readonly id: string;
  /** Whether the first bytes (up to 64 KiB, without byte order mark) are of this format; undefined when not. */
  detect(head: Uint8Array, options: FormatOptions): Detection | undefined;
  /** A reader for one input; throws an InputError when the forced format does not fit. */
  open(head: Uint8Array, sink: Sink): Reader;
}
