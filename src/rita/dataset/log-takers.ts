import type { ByteFields } from "../../columns/byte-fields.js";
import { ConnLog } from "./conn-log.js";
import { DnsLog } from "./dns-log.js";
import { HttpLog } from "./http-log.js";
import type { LogKind } from "./log-kinds.js";
import type { Reading } from "./reading.js";
import { SslLog } from "./ssl-log.js";
import { v4Conn, v4Http, v4Ssl } from "./v4-logs.js";
import type { V4Reading } from "./v4-reading.js";

/** Takes the rows of one kind of log; false for one with a field that could not be read. */
export interface LogTaker {
  row(fields: ByteFields): boolean;
}

/** What takes the rows of each log for RITA v5. */
export function v5Logs(reading: Reading): Readonly<Record<LogKind, LogTaker>> {
  return {
    http: new HttpLog(reading, false),
    ssl: new SslLog(reading, false),
    conn: new ConnLog(reading, false),
    open_http: new HttpLog(reading, true),
    open_ssl: new SslLog(reading, true),
    open_conn: new ConnLog(reading, true),
    dns: new DnsLog(reading),
  };
}

/** The same for RITA v4; undefined for logs whose rows say nothing to it. */
export function v4Logs(reading: V4Reading): Readonly<Partial<Record<LogKind, LogTaker>>> {
  return {
    http: { row: (fields) => v4Http(reading, fields) },
    ssl: { row: (fields) => v4Ssl(reading, fields) },
    conn: { row: (fields) => v4Conn(reading, fields, false) },
    open_conn: { row: (fields) => v4Conn(reading, fields, true) },
  };
}
