import { eventEnd, eventStart } from "./event-bounds.js";
import type { Reader, Sink } from "./format.js";
import { SysmonRecords } from "./sysmon-records.js";
import { textLines } from "./text-lines.js";

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
  return textLines(sink, line);
}
