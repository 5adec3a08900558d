import { type Columns, columnsOf } from "./columns.js";
import { splitRecord } from "./csv-line.js";
import { FIELD, FIELDS, type FieldName } from "./fields.js";

/** Names of columns, first choice first, as `plain` makes them. */
const NAMES: Partial<Record<FieldName, readonly string[]>> = {
  time: [
    ...["ts", "firstpackettime", "starttime", "start", "timestamp", "time", "eventtime"],
    ...["generatetime", "receivetime", "datetime", "devicetime"],
  ],
  source: [
    ...["source", "src", "sourceip", "srcip", "sourceaddress", "srcaddr", "idorigh"],
    ...["clientip", "client", "cip", "saddr"],
  ],
  destination: [
    ...["destination", "dst", "dest", "destinationip", "dstip", "destip", "destinationaddress"],
    ...["destaddress", "dstaddr", "idresph", "serverip", "server", "daddr"],
  ],
  port: [
    ...["destinationport", "dstport", "destport", "dport", "dpt", "idrespp", "serverport", "port"],
  ],
  bytesOut: [
    ...["bytesout", "bytessent", "sentbytes", "origbytes", "sourcebytes", "srcbytes", "csbytes"],
  ],
  bytesIn: [
    ...["bytesin", "bytesreceived", "receivedbytes", "respbytes", "destinationbytes", "dstbytes"],
    "scbytes",
  ],
  protocol: ["protocol", "proto", "ipprotocol", "transport"],
  host: ["host", "hostname", "sni", "servername", "urlhost"],
  ja4: ["ja4"],
  ja3n: ["ja3n"],
  ja3: ["ja3", "tlsja3hash"],
  ja3s: ["ja3s", "tlsja3shash"],
  direction: ["eventdirection", "flowdirection"],
  eventCount: ["eventcount"],
  deviceTime: ["devicetime"],
  logSource: ["logsource", "logsourceid"],
};

/** What a CSV file's first line says. */
export interface CsvHeader {
  readonly delimiter: string;
  readonly names: readonly string[];
  readonly columns: Columns;
}

/** Reads a header line. `own` names columns in place of the usual names of the fields it lists. */
export function parseHeader(
  line: string,
  own: Partial<Record<FieldName, string>> | undefined,
): CsvHeader {
  const delimiter = delimiterOf(line);
  const names = splitRecord(line, delimiter).map((name) => name.trim());
  const fields = new Array<number>(names.length).fill(-1);
  for (const field of FIELDS) {
    const choices = own?.[field] === undefined ? NAMES[field] : [own[field]];
    const column = (choices ?? [])
      .map((choice) => names.findIndex((name) => plain(name) === plain(choice)))
      .find((index) => index >= 0 && fields[index] === -1);
    if (column !== undefined) fields[column] = FIELD[field];
  }
  return {
    delimiter,
    names,
    columns: columnsOf(fields, { delimiter, quotes: true, seconds: false, dash: true }),
  };
}

/** The fields without which there is no connection, of those a header has no column for. */
export function missingFields({ columns }: CsvHeader): FieldName[] {
  const needed = ["time", "source", "destination", "port"] as const;
  return needed.filter((field) => !columns.fields.includes(FIELD[field]));
}

/** Lower case, letters and digits only: `Source address`, `source_address` and `sourceAddress` are one. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function delimiterOf(line: string): string {
  const counts = [",", ";", "\t", "|"].map((mark) => [mark, line.split(mark).length] as const);
  return counts.reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}
