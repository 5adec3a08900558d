import type { DuckDBConnection } from "@duckdb/node-api";
import type { TestEvent } from "./events.js";
import { directionOf } from "./scenarios.js";

/** Puts events in place of those in the table `records` of CREATE_EVENTS. */
export async function loadEvents(
  connection: DuckDBConnection,
  events: readonly TestEvent[],
): Promise<void> {
  await connection.run("DELETE FROM records");
  const appender = await connection.createAppender("records");
  const double = (value: number | null | undefined) =>
    value == null ? appender.appendNull() : appender.appendDouble(value);
  for (const event of events) {
    const direction = directionOf(event);
    double(event.time);
    appender.appendVarchar(event.source);
    appender.appendVarchar(event.destination);
    appender.appendInteger(event.port);
    double(event.bytesOut);
    double(event.bytesIn);
    if (direction === null) appender.appendNull();
    else appender.appendVarchar(direction);
    double(event.eventCount);
    double(event.deviceTime);
    appender.endRow();
  }
  appender.closeSync();
}
