import { LOG_KINDS, type LogKind } from "../dataset/log-kinds.js";

/** The logs that RITA reads. */
export type RitaLogKind = LogKind;

const SUMMARY = /^conn[-_]summary/;

/**
 * What a file holds, by how its name begins; undefined for logs that RITA does not read.
 *
 * @example kindOf("open_conn.05:00:00-06:00:00.log.gz"); // => "open_conn"
 * @example kindOf("conn-summary.05:00:00-06:00:00.log.gz"); // => undefined
 */
export function kindOf(name: string): RitaLogKind | undefined {
  return SUMMARY.test(name) ? undefined : LOG_KINDS.find((kind) => name.startsWith(kind));
}
