const BACKSLASH = 92;
const BAR = 124;
const SPACE = 32;
const EQUALS = "=";
/** Vendor, product, version, signature, name and severity, behind CEF's own version. */
const PARTS = 6;
/** Letters, digits, and the `_ . [ ] -` that some senders use beside them. */
const KEY = /[A-Za-z0-9_.[\]-]/;
const KEY_CODES: readonly boolean[] = Array.from({ length: 128 }, (_, code) =>
  KEY.test(String.fromCharCode(code)),
);

/** The parts of a CEF record. */
export interface CefRecord {
  readonly vendor: string;
  /** Keys and values, still escaped. */
  readonly extension: string;
}

/**
 * Takes a CEF record apart, or says why it is none. In its header `\|` is a bar and `\\` a backslash.
 *
 * @example parseCef("CEF:0|A\\|B|Gate|1|7|Allowed|3|src=192.0.2.1 dpt=443"); // => { vendor: "A|B", extension: "src=192.0.2.1 dpt=443" }
 * @example parseCef("CEF:0|A|Gate|1|7|Allowed"); // => "a CEF header with too few parts"
 */
export function parseCef(text: string): CefRecord | string {
  const start = text.indexOf("|") + 1;
  let vendorEnd = -1;
  let parts = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === BAR) {
      if (vendorEnd < 0) vendorEnd = at;
      if (++parts < PARTS) continue;
      const vendor = text.slice(start, vendorEnd).replace(/\\([\\|])/g, "$1");
      return { vendor, extension: text.slice(at + 1) };
    }
  }
  return "a CEF header with too few parts";
}

/**
 * Calls with each key and value of an extension. A key is what stands between a blank and an `=` that is not escaped, so that
 * values may hold blanks; a value ends before the blank before the next key.
 *
 * @example
 * const found = [];
 * eachPair("act=not allowed msg=a\\=b c=d", (key, value) => found.push([key, value]));
 * found; // => [["act", "not allowed"], ["msg", "a=b"], ["c", "d"]]
 */
export function eachPair(extension: string, take: (key: string, value: string) => void): void {
  let key = "";
  let from = -1;
  for (let at = extension.indexOf(EQUALS); at >= 0; at = extension.indexOf(EQUALS, at + 1)) {
    const start = keyStart(extension, at);
    if (start < 0) continue;
    if (from >= 0) take(key, unescaped(extension.slice(from, start).trim()));
    key = extension.slice(start, at);
    from = at + 1;
  }
  if (from >= 0) take(key, unescaped(extension.slice(from).trim()));
}

/** Where the key before an `=` begins, −1 when there is none. Another `=` is no part of a key: nothing is walked twice. */
function keyStart(text: string, equals: number): number {
  let start = equals;
  while (start > 0 && KEY_CODES[text.charCodeAt(start - 1)] === true) start--;
  const free = start === 0 || text.charCodeAt(start - 1) === SPACE;
  return free && start < equals ? start : -1;
}

function unescaped(value: string): string {
  if (!value.includes("\\")) return value;
  return value.replace(/\\([\\=|nr])/g, (_, mark: string) => {
    if (mark === "n") return "\n";
    return mark === "r" ? "\r" : mark;
  });
}
