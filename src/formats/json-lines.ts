import type { Reader } from "./format.js";
import { type JsonInput, JsonRecords } from "./json-records.js";
import { LineFeeder } from "./lines.js";

const utf8 = new TextDecoder();

/** One JSON object a line (NDJSON); blank lines are nothing. */
export function jsonLines(input: JsonInput): Reader {
  const { intake } = input;
  const records = new JsonRecords(input, true);
  return new LineFeeder({
    lines(bytes, start, end) {
      for (let at = start; at < end; ) {
        intake.line++;
        at = records.line(bytes, at, end);
      }
    },
    unread(reason, bytes) {
      intake.line++;
      intake.reject(reason, utf8.decode(bytes));
    },
  });
}
