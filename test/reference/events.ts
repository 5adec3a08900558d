import { type ConnectionTable, directionCode } from "../../src/table.js";
import { ConnectionTableBuilder } from "../../src/table-builder.js";

/** A record with everything the reference query may look at; what is left out is absent from the log. */
export interface TestEvent {
  readonly time: number;
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  readonly bytesOut?: number | null;
  readonly bytesIn?: number | null;
  /** Undefined: the format has no such field; null: it has, and it is empty. */
  readonly direction?: string | null | undefined;
  readonly eventCount?: number | undefined;
  readonly deviceTime?: number | undefined;
  readonly logSource?: string | undefined;
}

export const NO_INPUT = { files: 0, records: 0, accepted: 0, rejected: 0, ignored: 0 };

/** A pair that passes the default rule's WHERE. */
export const PAIR = { source: "10.0.0.1", destination: "203.0.113.9", port: 443 };

/** A table of the events, in whatever order they come. */
export function tableOf(events: readonly TestEvent[]): ConnectionTable {
  const builder = new ConnectionTableBuilder();
  for (const event of events) {
    const source = builder.endpoint(event.source) as number;
    const destination = builder.endpoint(event.destination) as number;
    const { bytesOut, bytesIn, direction, eventCount, deviceTime, logSource } = event;
    builder.add(
      event.time,
      source,
      destination,
      event.port,
      bytesOut ?? Number.NaN,
      bytesIn ?? Number.NaN,
    );
    if (direction !== undefined) builder.set("direction", directionCode(direction));
    if (eventCount !== undefined) builder.set("eventCount", eventCount);
    if (deviceTime !== undefined) builder.set("deviceTime", deviceTime);
    if (logSource !== undefined) builder.set("logSource", builder.texts.id(logSource) + 1);
  }
  return builder.table(NO_INPUT, []);
}

/** `count` events of one pair, evenly from 0 to `spanMs`. */
export function beacon(
  count: number,
  spanMs: number,
  changes: Partial<TestEvent> = {},
): TestEvent[] {
  const start = changes.time ?? 0;
  return Array.from({ length: count }, (_, i) => {
    const time = count === 1 ? start : start + Math.floor((spanMs * i) / (count - 1));
    return { ...PAIR, ...changes, time };
  });
}
