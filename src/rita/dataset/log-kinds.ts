/** The logs that RITA reads. */
export type LogKind = "http" | "ssl" | "conn" | "open_http" | "open_ssl" | "open_conn" | "dns";

/** In the order that they must be read in: what waits for connections comes before them. */
export const LOG_KINDS: readonly LogKind[] = [
  ...(["http", "ssl", "open_http", "open_ssl", "conn", "open_conn", "dns"] as const),
];

const ENDS = ["id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p", "agent_uuid"] as const;
const SHARED = ["ts", "uid", ...ENDS] as const;
const CONN = [...SHARED, "proto", "service", "duration", "orig_ip_bytes", "resp_ip_bytes"] as const;
const HTTP = [...SHARED, "method", "host", "uri", "user_agent", "resp_mime_types"] as const;
const SSL = [...SHARED, "server_name", "ja3"] as const;
const DNS = [...SHARED, "query", "qtype_name", "answers"] as const;

/** The columns that are read of each kind of log, by the names Zeek gives them. */
export const LOG_COLUMNS: Readonly<Record<LogKind, readonly string[]>> = {
  conn: CONN,
  open_conn: CONN,
  http: HTTP,
  open_http: HTTP,
  ssl: SSL,
  open_ssl: SSL,
  dns: DNS,
};

/** Positions of the columns that every kind of log has. */
export const COLUMN = {
  time: 0,
  uid: 1,
  source: 2,
  sourcePort: 3,
  destination: 4,
  port: 5,
  agent: 6,
} as const;
export const CONN_COLUMN = {
  protocol: 7,
  service: 8,
  duration: 9,
  sent: 10,
  received: 11,
} as const;
export const HTTP_COLUMN = { method: 7, host: 8, uri: 9, userAgent: 10, types: 11 } as const;
export const SSL_COLUMN = { serverName: 7, ja3: 8 } as const;
export const DNS_COLUMN = { query: 7, type: 8, answers: 9 } as const;
