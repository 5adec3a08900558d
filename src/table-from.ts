import { appendConnection } from "./append-connection.js";
import type { Connection } from "./connection.js";
import { fillTable, type TableFromOptions } from "./fill-table.js";
import { showGiven } from "./given.js";
import type { ConnectionTable } from "./table.js";

export type { TableFromOptions };

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
  return fillTable(connections, options, (builder, intake) => {
    const ids = {
      host: new Map(),
      fingerprint: new Map(),
      serverFingerprint: new Map(),
      protocol: new Map(),
    };
    const target = { builder, intake, ids };
    return (connection) => {
      const reason = appendConnection(target, connection);
      if (reason !== undefined) intake.reject(reason, showGiven(connection));
    };
  });
}
