import { Intake, type IntakeOptions, type Progress } from "./intake.js";
import type { ConnectionTable } from "./table.js";
import { ConnectionTableBuilder } from "./table-builder.js";

/** What a reader of objects can be told. */
export interface TableFromOptions extends IntakeOptions {
  /** Stops the reading; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called every 65,536 records. */
  readonly onProgress?: (progress: Progress) => void;
}

const PROGRESS_RECORDS = 1 << 16;

/** The table of all items, at once or, of an async iterable, in time; `start` makes what takes each of them. */
export function fillTable<T>(
  items: Iterable<T> | AsyncIterable<T>,
  options: TableFromOptions,
  start: (builder: ConnectionTableBuilder, intake: Intake) => (item: T) => void,
): ConnectionTable | Promise<ConnectionTable> {
  if (!(Object(items) === items && (Symbol.iterator in items || Symbol.asyncIterator in items))) {
    throw new TypeError("expected an array or another iterable, or async iterable, of records");
  }
  const intake = new Intake(options);
  const builder = new ConnectionTableBuilder();
  const append = start(builder, intake);
  const take = (item: T) => {
    options.signal?.throwIfAborted();
    intake.line++;
    append(item);
    if (intake.records % PROGRESS_RECORDS === 0) {
      options.onProgress?.({ file: "input", bytes: 0, totalBytes: 0, records: intake.records });
    }
  };
  const finish = () => {
    options.signal?.throwIfAborted();
    return builder.table(intake.summary, intake.warnings());
  };
  if (Symbol.iterator in items) {
    for (const item of items) take(item);
    return finish();
  }
  const reading = async () => {
    for await (const item of items) take(item);
    return finish();
  };
  return options.signal === undefined ? reading() : untilAborted(reading(), options.signal);
}

/** The work's outcome, or the signal's reason as soon as it aborts: a source may never yield again. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort);
    if (signal.aborted) abort();
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
