import { printable } from "../../text/printable.js";

/**
 * Text on one line, with nothing in it that a terminal would obey, of at most `length` characters; what is longer ends in `…`.
 *
 * @example within("a\nb", 80); // => "a\\u000ab"
 * @example within("abcdef", 4); // => "abc…"
 */
export function within(text: string, length: number): string {
  // No more than can be shown is looked at: a log may hold anything.
  const shown = printable(text.slice(0, length + 1));
  if (shown.length <= length) return shown;
  const cut = shown.slice(0, Math.max(0, length - 1));
  // Half a character outside the basic plane is none.
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
