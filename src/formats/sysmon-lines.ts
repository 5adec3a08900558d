import { eventEnd, eventStart } from "./event-bounds.js";
import type { Reader, Sink } from "./format.js";
import { LineFeeder } from "./lines.js";
import { SysmonRecords } from "./sysmon-records.js";

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Events in lines of syslog, mostly one a line. Other programs' lines among them are ignored. */
export function sysmonLines(sink: Sink): Reader {
  const { intake } = sink;
  const records = new SysmonRecords(sink);
  const line = (text: string): void => {
    let start = eventStart(text, 0);
    if (start < 0 && text.includes("</Event>")) intake.reject("an event without beginning", text);
    else if (start < 0 && text.trim() !== "") intake.ignored++;
    while (start >= 0) {
      const end = eventEnd(text, start, text.length, true);
      if (end >= 0) records.take(text.slice(start, end));
      else intake.reject("an event that does not end in its line", text);
      start = end >= 0 ? eventStart(text, end) : end === -1 ? -1 : -end;
    }
  };
  return new LineFeeder({
    lines(bytes, start, end) {
      for (let at = start; at < end; ) {
        const newline = bytes.indexOf(10, at);
        intake.line++;
        line(utf8.decode(bytes.subarray(at, newline)));
        at = newline + 1;
      }
    },
    unread(reason, bytes) {
      intake.line++;
      intake.reject(reason, utf8.decode(bytes));
    },
  });
}
