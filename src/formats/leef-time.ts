import { isoTime, monthOf } from "./syslog-time.js";
import { withZone } from "./syslog-zone.js";

interface TimePattern {
  readonly regex: RegExp;
  /** What the groups of the expression are, by letter. */
  readonly letters: readonly string[];
}

const LONGEST = 100;
/** Formats are few; a log that names ever new ones must not fill the memory. */
const KEPT = 64;
const kept = new Map<string, TimePattern | undefined>();

const TWO = "(\\d{1,2})";
const ZONE = "(\\S+)";
/** What a run of each letter matches. Letters that are not here name days of a year or a week, and eras. */
const MATCHES: Readonly<Record<string, (length: number) => string>> = {
  y: (length) => (length === 2 ? "(\\d{2})" : "(\\d{4})"),
  M: (length) => (length > 2 ? "([A-Za-z]{3,9})" : TWO),
  d: () => `\\s?${TWO}`,
  H: () => TWO,
  k: () => TWO,
  h: () => TWO,
  K: () => TWO,
  m: () => TWO,
  s: () => TWO,
  S: () => "(\\d{1,9})",
  a: () => "([AaPp][Mm])",
  z: () => ZONE,
  E: () => "([A-Za-z]{3,9})",
};
/** Several letters for one thing. */
const SAME: Readonly<Record<string, string>> = { Z: "z", X: "z", L: "M" };

/**
 * A time in a pattern of Java's SimpleDateFormat, as LEEF's `devTimeFormat` gives it, as ISO 8601; without a pattern as
 * `isoTime` gives it. What is no time in the pattern comes back as it is, or with a remark why it cannot be read.
 *
 * @see https://docs.oracle.com/javase/8/docs/api/java/text/SimpleDateFormat.html
 *
 * @example leefTime("Jun 06 2015 16:07:36.300", "MMM dd yyyy HH:mm:ss.SSS"); // => "2015-06-06 16:07:36.300"
 * @example leefTime("06/11/2026 04:07:36 PM EST", "dd/MM/yyyy hh:mm:ss a z"); // => "2026-11-06 16:07:36-05:00"
 */
export function leefTime(text: string, format: string | undefined): string {
  if (format === undefined) return isoTime(text);
  const parts = timeParts(text, format);
  return parts === undefined ? isoTime(text) : isoOfParts(parts, text);
}

/** What a time says by the letters of its pattern: `H` the hour, `m` the minute, … */
export type TimeParts = Readonly<Record<string, string>>;

/**
 * What a time in a pattern of SimpleDateFormat says; undefined for text that is not in the pattern, and a pattern that cannot
 * be read.
 *
 * @example timeParts("24/11 08:30", "dd/MM HH:mm"); // => { d: "24", M: "11", H: "08", m: "30" }
 */
export function timeParts(text: string, format: string): TimeParts | undefined {
  const pattern = text.length <= LONGEST ? keptPattern(format) : undefined;
  const match = pattern?.regex.exec(text);
  if (pattern === undefined || !match) return undefined;
  return Object.fromEntries(pattern.letters.map((letter, i) => [letter, match[i + 1] ?? ""]));
}

/**
 * What a pattern of SimpleDateFormat tells of a time, by letters: `z` stands for zones of any letter, `M` for months. Undefined
 * for a pattern that cannot be read.
 *
 * @example patternLetters("dd/MM/yyyy HH:mm"); // => ["d", "M", "y", "H", "m"]
 * @example patternLetters("DDD"); // => undefined
 */
export function patternLetters(format: string): readonly string[] | undefined {
  return keptPattern(format)?.letters;
}

function keptPattern(format: string): TimePattern | undefined {
  if (format.length > LONGEST) return undefined;
  if (!kept.has(format)) {
    if (kept.size >= KEPT) kept.clear();
    kept.set(format, patternOf(format));
  }
  return kept.get(format);
}

/** The parts as ISO 8601, with the offset of a zone that they name; `text` with a remark, or as it is, where they are no time. */
export function isoOfParts(parts: TimeParts, text: string): string {
  const { y: year, M: name = "", d: day = "", m: minute = "00", s: second = "00" } = parts;
  const month = /^\d/.test(name) ? Number(name) : monthOf(name);
  const hour = hourOf(parts);
  if (hour === undefined) return `${text} (12 hours without AM or PM)`;
  if (year === undefined) return `${text} (no year)`;
  if (month === undefined || day === "") return text;
  const two = (value: number | string) => String(value).padStart(2, "0");
  const date = `${year.padStart(4, "20")}-${two(month)}-${two(day)}`;
  const iso = `${date} ${two(hour)}:${two(minute)}:${two(second)}${fractionOf(parts.S)}`;
  return parts.z === undefined ? iso : (withZone(iso, parts.z) ?? text);
}

function hourOf({ H, k, h, K, a }: TimeParts): number | undefined {
  if (H !== undefined) return Number(H);
  if (k !== undefined) return Number(k) % 24;
  const half = h ?? K;
  if (half === undefined) return 0;
  if (a === undefined || Number(half) > 12) return undefined;
  return (Number(half) % 12) + (/^p/i.test(a) ? 12 : 0);
}

/** Up to three digits are a count of milliseconds, as Java has it; more are decimals of a second. */
function fractionOf(digits: string | undefined): string {
  return digits === undefined ? "" : `.${digits.padStart(3, "0")}`;
}

/** Undefined for a pattern that cannot be read, or that names a thing twice: its expression could take forever. */
function patternOf(format: string): TimePattern | undefined {
  const letters: string[] = [];
  let source = "";
  for (const [token] of format.matchAll(/'(?:[^']|'')*'|([A-Za-z])\1*|\s+|[^A-Za-z\s]/g)) {
    const letter = SAME[token[0] as string] ?? (token[0] as string);
    if (token.startsWith("'"))
      source += escaped(token === "''" ? "'" : token.slice(1, -1).replaceAll("''", "'"));
    else if (/^\s/.test(token)) source += "\\s{1,8}";
    else if (!/[A-Za-z]/.test(letter)) source += escaped(token);
    else {
      const matches = Object.hasOwn(MATCHES, letter) ? MATCHES[letter] : undefined;
      if (matches === undefined || letters.includes(letter)) return undefined;
      letters.push(letter);
      source += matches(token.length);
    }
  }
  return { regex: new RegExp(`^${source}$`), letters };
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
