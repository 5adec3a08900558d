/** What becomes of a field: null is a value that Zeek left unset. */
type Value = string | number | boolean | null;

/** Lines that are alike: `repeat` of them, `every` seconds apart. `{n}` in a text counts them from `first` on. */
export interface LogPart {
  /** When the first of them is, as RFC 3339. */
  readonly at: string;
  readonly repeat?: number;
  readonly every?: number;
  readonly first?: number;
  /** Fields by the names that Zeek gives them, over `DEFAULTS`. */
  readonly line?: Readonly<Record<string, Value>>;
}

/** What a log is made of; a list of parts means TSV. */
export type LogRecipe =
  | readonly LogPart[]
  | { readonly format: "tsv" | "json"; readonly parts: readonly LogPart[] };

type Line = Readonly<Record<string, Value>>;

/** What a line leaves out: one second from 10.0.0.5 to 203.0.113.9:443, 300 bytes both ways. */
const DEFAULTS: Line = {
  uid: "C{n}",
  "id.orig_h": "10.0.0.5",
  "id.orig_p": 50_000,
  "id.resp_h": "203.0.113.9",
  "id.resp_p": 443,
};
const CONN: Line = { proto: "tcp", duration: 1, orig_ip_bytes: 100, resp_ip_bytes: 200 };
const DNS: Line = { "id.resp_p": 53, qtype_name: "A" };

/** A Zeek log of the kind that `name` begins with. */
export function zeekLogOf(name: string, recipe: LogRecipe): string {
  const isList = (given: LogRecipe): given is readonly LogPart[] => Array.isArray(given);
  const { format, parts } = isList(recipe) ? { format: "tsv" as const, parts: recipe } : recipe;
  const lines = parts.flatMap((part) => linesOf(part, defaultsOf(name)));
  return format === "json" ? jsonOf(lines) : tsvOf(name, lines);
}

function defaultsOf(name: string): Line {
  if (/^(open_)?conn/.test(name)) return { ...DEFAULTS, ...CONN };
  return name.startsWith("dns") ? { ...DEFAULTS, ...DNS } : DEFAULTS;
}

function linesOf({ at, repeat = 1, every = 0, first = 0, line = {} }: LogPart, defaults: Line) {
  const start = Date.parse(at) / 1000;
  if (Number.isNaN(start)) throw new Error(`${at} is no time`);
  const template = Object.entries({ ...defaults, ...line });
  return Array.from({ length: repeat }, (_, i): Line => {
    const fields = template.map(([field, value]) => [
      field,
      typeof value === "string" ? value.replaceAll("{n}", String(first + i)) : value,
    ]);
    return { ts: start + i * every, ...Object.fromEntries(fields) };
  });
}

function jsonOf(lines: readonly Line[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

function tsvOf(name: string, lines: readonly Line[]): string {
  const fields = [...new Set(lines.flatMap((line) => Object.keys(line)))];
  const header = ["#separator \\x09", "#set_separator\t,", "#empty_field\t(empty)"];
  header.push(
    "#unset_field\t-",
    `#path\t${/^[a-z]+(?:_[a-z]+)?/.exec(name)?.[0]}`,
    `#fields\t${fields.join("\t")}`,
  );
  const rows = lines.map((line) => fields.map((field) => textOf(field, line[field])).join("\t"));
  return [...header, ...rows].map((row) => `${row}\n`).join("");
}

function textOf(field: string, value: Value | undefined): string {
  if (value === undefined || value === null) return "-";
  return field === "ts" && typeof value === "number" ? value.toFixed(6) : String(value);
}
