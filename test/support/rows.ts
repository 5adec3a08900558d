import {
  type ConnectionTable,
  destinationOf,
  type OptionalColumns,
  portOf,
  sourceOf,
} from "../../src/table.js";

/** A table's row as plain data: null where a column has no value, or is not there. */
export interface Row {
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  readonly time: number;
  readonly bytesOut: number | null;
  readonly bytesIn: number | null;
  /** A code of DIRECTION_CODES. */
  readonly direction: number | null;
  readonly host: string | null;
  readonly fingerprint: string | null;
  readonly serverFingerprint: string | null;
  readonly protocol: string | null;
  readonly logSource: string | null;
  readonly duration: number | null;
  readonly eventCount: number | null;
  readonly deviceTime: number | null;
}

export const NO_OPTIONAL: Pick<Row, keyof OptionalColumns> = {
  direction: null,
  host: null,
  fingerprint: null,
  serverFingerprint: null,
  protocol: null,
  logSource: null,
  duration: null,
  eventCount: null,
  deviceTime: null,
};

/** All rows of a table, pair after pair. */
export function rowsOf(table: ConnectionTable): Row[] {
  const { optional, texts, offsets } = table;
  const number = (column: Float64Array | undefined, row: number): number | null => {
    const value = column?.[row] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  };
  const text = (column: Uint32Array | undefined, row: number): string | null =>
    texts[(column?.[row] ?? 0) - 1] ?? null;
  const rows: Row[] = [];
  for (let pair = 0; pair + 1 < offsets.length; pair++) {
    const source = sourceOf(table, pair);
    const destination = destinationOf(table, pair);
    for (let row = offsets[pair] as number; row < (offsets[pair + 1] as number); row++) {
      rows.push({
        source,
        destination,
        port: portOf(table, pair),
        time: table.times[row] as number,
        bytesOut: number(table.bytesOut, row),
        bytesIn: number(table.bytesIn, row),
        direction: optional.direction?.[row] || null,
        host: text(optional.host, row),
        fingerprint: text(optional.fingerprint, row),
        serverFingerprint: text(optional.serverFingerprint, row),
        protocol: text(optional.protocol, row),
        logSource: text(optional.logSource, row),
        duration: number(optional.duration, row),
        eventCount: number(optional.eventCount, row),
        deviceTime: number(optional.deviceTime, row),
      });
    }
  }
  return rows;
}

/** The rows of each pair in the order they came, pairs in the order of first sight: as a table must hold them. */
export function byPair(rows: readonly Row[]): Map<string, Row[]> {
  const pairs = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.source} ${row.destination} ${row.port}`;
    const pair = pairs.get(key);
    if (pair === undefined) pairs.set(key, [row]);
    else pair.push(row);
  }
  return pairs;
}
