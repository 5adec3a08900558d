/**
 * Text with every character that a terminal would obey and not show written as an escape: control characters of both sets,
 * line and paragraph separators, marks that turn the reading direction, invisible format characters.
 *
 * @example printable("a\u001b[31mb"); // => "a\\u001b[31mb"
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, escaped);
}

/**
 * JSON text that is safe to show: what JSON.stringify leaves of such characters is written as `\u` escapes, which mean
 * the same to every JSON parser.
 *
 * @example printableJson(JSON.stringify("\u009b31m")); // => '"\\u009b31m"'
 */
export function printableJson(json: string): string {
  return json.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escaped);
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, i) => {
    return `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`;
  }).join("");
}
