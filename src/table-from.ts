import { appendConnection } from "./append-connection.js";
import type { Connection } from "./connection.js";
import { showGiven } from "./given.js";
import { Intake, type IntakeOptions, type Progress } from "./intake.js";
import type { ConnectionTable } from "./table.js";
import { ConnectionTableBuilder } from "./table-builder.js";

/** Options of `tableFrom`. */
export interface TableFromOptions extends IntakeOptions {
  /** Stops the reading; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called every 65,536 records. */
  readonly onProgress?: (progress: Progress) => void;
}

const PROGRESS_RECORDS = 1 << 16;

/**
 * A table of connections given as objects, from an iterable at once or from an async iterable in time.
 * A record that cannot be a connection is rejected and counted (`table.input`), never thrown.
 *
 * @example
 * const table = tableFrom([{ time: 0, source: "10.0.0.1", destination: "203.0.113.9", port: 443 }]);
 * table.length; // => 1
 */
export function tableFrom(
  connections: Iterable<Connection>,
  options?: TableFromOptions,
): ConnectionTable;
export function tableFrom(
  connections: AsyncIterable<Connection>,
  options?: TableFromOptions,
): Promise<ConnectionTable>;
export function tableFrom(
  connections: Iterable<Connection> | AsyncIterable<Connection>,
  options: TableFromOptions = {},
): ConnectionTable | Promise<ConnectionTable> {
  const intake = new Intake(options);
  const builder = new ConnectionTableBuilder();
  const ids = { host: new Map(), fingerprint: new Map(), protocol: new Map() };
  const target = { builder, intake, ids };
  const take = (connection: Connection) => {
    options.signal?.throwIfAborted();
    intake.line++;
    const reason = appendConnection(target, connection);
    if (reason !== undefined) intake.reject(reason, showGiven(connection));
    if (intake.records % PROGRESS_RECORDS === 0) {
      options.onProgress?.({ file: "input", bytes: 0, totalBytes: 0, records: intake.records });
    }
  };
  const finish = () => {
    options.signal?.throwIfAborted();
    return builder.table(intake.summary, intake.warnings());
  };
  if (Symbol.iterator in connections) {
    for (const connection of connections) take(connection);
    return finish();
  }
  const reading = async () => {
    for await (const connection of connections) take(connection);
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
