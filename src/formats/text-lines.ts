import type { Reader, Sink } from "./format.js";
import { LineFeeder } from "./lines.js";

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** A reader that gives each line, a text without its end, to a function; counts lines, and rejects those that cannot be had as a whole. */
export function textLines({ intake }: Sink, onLine: (line: string) => void): Reader {
  return new LineFeeder({
    lines(bytes, start, end) {
      for (let at = start; at < end; ) {
        const newline = bytes.indexOf(10, at);
        intake.line++;
        const last = bytes[newline - 1] === 13 && newline > at ? newline - 1 : newline;
        onLine(utf8.decode(bytes.subarray(at, last)));
        at = newline + 1;
      }
    },
    unread(reason, bytes) {
      intake.line++;
      intake.reject(reason, utf8.decode(bytes));
    },
  });
}
