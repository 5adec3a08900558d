/** Strings, comments, white space, punctuation, whatever stands between; at last a character that belongs to none of them. */
const TOKEN =
  /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/|\s+|[{}[\]:,]|[^\s"{}[\]:,#/]+|[\s\S]/g;

/**
 * JSON of the part of HJSON that RITA's configurations are written in: comments (`//`, `#`, and between slash and star), keys
 * without quotes, line breaks in place of commas, commas before a closing bracket. Values are as in JSON: text needs its
 * quotes. Lines stay where they are, so that a parser's line numbers hold.
 *
 * @example jsonOf('{ a: [1, 2,] // two\n  b: 3 }'); // => '{ "a": [1, 2],  \n  "b": 3 }'
 */
export function jsonOf(text: string): string {
  const parts: string[] = [];
  let last = -1;
  let broken = false;
  let behindValue = false;
  for (const [token] of text.matchAll(TOKEN)) {
    const before = parts[last] ?? "";
    if (isBlank(token)) {
      parts.push(token.replace(/\S[^\n]*/g, " "));
      broken ||= token.includes("\n");
      continue;
    }
    if (token === ":" && /^[A-Za-z_]\w*$/.test(before)) parts[last] = `"${before}"`;
    else if (before === "," && behindValue && /^[}\]]$/.test(token)) parts[last] = "";
    else if (broken && endsValue(before) && /^[^}\]:,]/.test(token)) parts[last] += ",";
    behindValue = endsValue(before);
    last = parts.push(token) - 1;
    broken = false;
  }
  return parts.join("");
}

function isBlank(token: string): boolean {
  return /^(?:\s|#|\/[/*])/.test(token);
}

function endsValue(token: string): boolean {
  return /[^{[:,]$/.test(token);
}
