const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;
/** Groups of three, or as in India of two and a last one of three, by what may stand between digits; then decimals. */
const GROUPED = /^-?\d{1,3}([^\p{L}\p{N}+-])(?:\d{2,3}\1)*\d{3}(?:(?!\1)[.,]\d+)?$/u;
const DECIMALS = /^-?\d+(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/**
 * A number as JSON and Java print it; NaN for any other text. Digits in groups are a number only with `grouping`, the character
 * between the groups; decimals then stand behind a point, or where that groups or the text has none, behind a comma.
 *
 * @example numberOf("1.2345678E7"); // => 12345678
 * @example numberOf("12,345"); // => NaN
 * @example numberOf("12,345.5", ","); // => 12345.5
 * @example numberOf("1.234.567,25", "."); // => 1234567.25
 */
export function numberOf(text: string, grouping?: string): number {
  const plain = grouping === undefined ? text : ungrouped(text, grouping);
  const value = NUMBER.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(value) ? value + 0 : Number.NaN;
}

function ungrouped(text: string, grouping: string): string {
  const mark = sameMark(grouping);
  const like = Array.from(text, sameMark).join("");
  const match = GROUPED.exec(like);
  const plain = match?.[1] === mark ? like.replaceAll(mark, "") : like;
  return mark === "," ? plain : plain.replace(",", ".");
}

/** Blanks that do not break, and both apostrophes, are one to the eye. */
function sameMark(character: string): string {
  if (character === "\u00A0" || character === "\u202F") return " ";
  return character === "\u2019" ? "'" : character;
}

/**
 * What groups the digits of a text that is a number if something does; undefined when nothing can.
 *
 * @example groupingIn("1’234’567"); // => "’"
 * @example groupingIn("12.5"); // => undefined
 */
export function groupingIn(text: string): string | undefined {
  const mark = GROUPED.exec(text)?.[1];
  // One group behind a point is a number as it stands.
  return mark === "." && NUMBER.test(text) ? undefined : mark;
}

/**
 * Decimals of a number that is written in full; the one zero that Java writes behind whole numbers is none.
 *
 * @example decimalsOf("60.125"); // => 3
 * @example decimalsOf("8.6340125E3"); // => 4
 * @example decimalsOf("16.0"); // => 0
 */
export function decimalsOf(text: string): number {
  const [, fraction = "", exponent = "0"] = DECIMALS.exec(text) ?? [];
  const written = fraction === "0" ? 0 : fraction.length;
  return Math.max(0, written - Number(exponent));
}
