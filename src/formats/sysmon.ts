import type { Detection, Format, Reader, Sink } from "./format.js";
import { sysmonJson } from "./sysmon-json.js";
import { sysmonLines } from "./sysmon-lines.js";
import { SysmonXml } from "./sysmon-xml.js";

const LONGEST_HEADER = 1024;
const XML = /^\s*<(?!\d)/;
const JSON_TEXT = /^\s*[[{]/;
const PROVIDER = /<Provider\s[^<>]*["'](?:Linux-Sysmon|Microsoft-Windows-Sysmon)["']/;
const SOURCE = /<Data\s[^<>]*Name\s*=\s*(?:"SourceIp"|'SourceIp')/;
/** Names of an event's data, alone or behind dots. */
const KEYS = ["SourceIp", "DestinationIp", "UtcTime"].map(
  (name) => new RegExp(`"(?:[\\w.]*\\.)?${name}"\\s*:`),
);
const NAMED = /:\s*"(?:Linux-Sysmon|Microsoft-Windows-Sysmon)"/;
const utf8 = new TextDecoder();

/**
 * Network connections (event ID 3) of Sysmon: of Linux as syslog has them, of Windows exported as XML (`<Events>` around
 * them or not) or as JSON (Winlogbeat's, flat, or under `EventData`). Events of other IDs are ignored. `UtcTime` is UTC.
 *
 * A connection is kept as it is written: where `Initiated` is false, this host is the destination. The host is the name that
 * Sysmon found for the destination's address, which need not be what the client asked for. There are no byte counts.
 *
 * @see https://learn.microsoft.com/en-us/sysinternals/downloads/sysmon
 */
export const sysmon: Format = {
  id: "sysmon",

  detect(head: Uint8Array): Detection | undefined {
    const text = utf8.decode(head);
    const isSysmon = JSON_TEXT.test(text)
      ? KEYS.every((key) => key.test(text)) || NAMED.test(text)
      : (PROVIDER.test(text) || SOURCE.test(text)) && hasEvent(text);
    return isSysmon ? {} : undefined;
  },

  open(head: Uint8Array, sink: Sink): Reader {
    const text = utf8.decode(head);
    if (JSON_TEXT.test(text)) return sysmonJson(head, sink);
    return XML.test(text) ? new SysmonXml(sink) : sysmonLines(sink);
  },
};

/** Whether a line holds an event, and not as a text within something else. */
function hasEvent(text: string): boolean {
  return text.split("\n").some((line) => {
    const at = line.search(/<Event[\s>]/);
    return at >= 0 && at < LONGEST_HEADER && !line.slice(0, at).includes('"');
  });
}
