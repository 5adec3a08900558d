/** An element `<Data>` in any form. */
const ANY = /<Data((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?:\/>|>([^<]*)<\/Data\s*>)/y;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const EVENT_ID = /<EventID(?:\s[^<>]*)?>\s*(\d{1,9})\s*<\/EventID\s*>/y;
const TIME_CREATED = /<TimeCreated\s[^<>]*?SystemTime\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const ENTITY = /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));/g;
const NAMED: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
};
const DATA = "<Data";
const PLAIN = "<Data Name=";
const DATA_END = "</Data>";
const NETWORK_CONNECTION = "3";

type Put = (name: string, value: string) => void;

/**
 * Hands over the data of a Sysmon event of ID 3, each by its name, and the time of the event's header as `SystemTime`.
 * `text` is one event, from `<Event` to `</Event>`. Answers false for an event of another ID, and the reason why it cannot
 * be read for one that is broken. A document type is never looked at, so that there are no entities but XML's own.
 *
 * @see https://learn.microsoft.com/en-us/sysinternals/downloads/sysmon
 *
 * @example readSysmonEvent("<Event><System><EventID>1</EventID></System></Event>", () => {}); // => false
 * @example readSysmonEvent("<Event><System/></Event>", () => {}); // => "an event without EventID"
 * @example readSysmonEvent("<Event><EventID>3</EventID><!-- </Event>", () => {}); // => "a CDATA section or a comment that does not end"
 */
export function readSysmonEvent(text: string, put: Put): boolean | string {
  const event = text.includes("<!") ? withoutSections(text) : text;
  if (event === undefined) return "a CDATA section or a comment that does not end";
  const id = matchAt(EVENT_ID, event, event.indexOf("<EventID"))?.[1];
  if (id === undefined) return "an event without EventID";
  if (id !== NETWORK_CONNECTION) return false;
  for (let at = event.indexOf(DATA); at >= 0; at = event.indexOf(DATA, at)) {
    at = plainData(event, at, put) ?? anyData(event, at, put);
    if (at < 0) return "broken XML in an event's data";
  }
  const created = matchAt(TIME_CREATED, event, event.indexOf("<TimeCreated"));
  if (created) put("SystemTime", (created[1] ?? created[2]) as string);
  return true;
}

/** What a sticky expression matches there; null for nothing. */
function matchAt(regex: RegExp, text: string, at: number): RegExpExecArray | null {
  regex.lastIndex = Math.max(0, at);
  return regex.exec(text);
}

/** Behind an element `<Data Name="…">…</Data>` at `start`, undefined where it is not in this usual form. */
function plainData(event: string, start: number, put: Put): number | undefined {
  const from = start + PLAIN.length + 1;
  const quote = event[from - 1] as string;
  if (!event.startsWith(PLAIN, start) || (quote !== '"' && quote !== "'")) return undefined;
  const tag = event.indexOf(">", from);
  const end = event.indexOf("<", from);
  if (tag < from || tag > end || !event.startsWith(DATA_END, end)) return undefined;
  if (event.indexOf(quote, from) !== tag - 1) return undefined;
  put(event.slice(from, tag - 1), unescaped(event.slice(tag + 1, end)));
  return end + DATA_END.length;
}

/** Behind an element whose name begins with `Data` at `start`, −1 where it is broken. */
function anyData(event: string, start: number, put: Put): number {
  const behind = start + DATA.length;
  if (!/[\s/>]/.test(event[behind] ?? "")) return behind;
  ANY.lastIndex = start;
  const match = ANY.exec(event);
  if (match === null) return -1;
  const name = nameIn(match[1] as string);
  if (name !== undefined) put(name, unescaped(match[2] ?? ""));
  return ANY.lastIndex;
}

function nameIn(attributes: string): string | undefined {
  for (const [, name, double, single] of attributes.matchAll(ATTRIBUTE)) {
    if (name === "Name") return unescaped((double ?? single) as string);
  }
  return undefined;
}

/** The text that is meant, without blanks around it. Entities that are not XML's own stay as they are written. */
function unescaped(text: string): string {
  const plain = text.includes("&")
    ? text.replace(ENTITY, (entity, name, decimal, hex) => {
        if (name !== undefined) return NAMED[name] as string;
        const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
        return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
      })
    : text;
  return plain.trim();
}

/** The same event without comments, CDATA as escaped text; undefined where one of them does not end. */
function withoutSections(text: string): string | undefined {
  const parts: string[] = [];
  let at = 0;
  for (let mark = text.indexOf("<!"); mark >= 0; mark = text.indexOf("<!", at)) {
    const isData = text.startsWith("<![CDATA[", mark);
    const isComment = text.startsWith("<!--", mark);
    parts.push(text.slice(at, mark));
    if (!isData && !isComment) {
      at = mark + 2;
      continue;
    }
    const end = text.indexOf(isData ? "]]>" : "-->", mark + (isData ? 9 : 4));
    if (end < 0) return undefined;
    if (isData) parts.push(escaped(text.slice(mark + 9, end)));
    at = end + 3;
  }
  parts.push(text.slice(at));
  return parts.join("");
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
