import fc from "fast-check";

/** What breaks out of one place or another, or would fool an eye. */
const PIECES = [
  ...['"', "'", '""', "''", "`", "\\", "\\'", "%27", "'; DROP TABLE events; --", "' OR ''='", "/*"],
  ...[
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\0",
    "\u0007",
    "\u001b[31m",
    "\u001b]0;x\u0007",
    "\u009b2J",
    "\u0085",
  ],
  ...["|", "^", "#011", "x5E", "^src=192.0.2.66", "\nLEEF:2.0|a|b|c|d|^|src=192.0.2.66"],
  ...["=cmd()", "+1+1", "-2+3", "@SUM(A1)", "＝1", ";=x", ';"=x', "\t=x", " =x", ",", ";"],
  ...["</script>", "<!--", "&#x27;", "{{x}}", "../../etc/passwd", "C:\\x", "CON", "."],
  ...[
    "\u202e",
    "\u2066",
    "\u200f",
    "\u2028",
    "\u2029",
    "\u200b",
    "\ufeff",
    "\u00ad",
    "\u061c",
    "\u{e0041}",
  ],
  ...[
    "\ud800",
    "\udc00",
    "😀",
    "é",
    "例",
    "\u0301",
    "\u00a0",
    " ",
    "a",
    "10.0.0.1",
    "::1",
    "203.0.113.9",
  ],
  ...["x".repeat(3000), "\u001b".repeat(900), "^".repeat(900), "'".repeat(901), "😀".repeat(1100)],
];

/** Texts that a log, or who writes into one, may hold; never empty. */
export const hostile: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 5 })
      .map((parts) => parts.join("")),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", minLength: 1 }) },
);

/** Characters that no output may hold: control characters of both sets, what turns or hides text, what ends a line, half characters. */
export const UNPRINTABLE: RegExp = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** A query taken apart: its literals, unescaped, and what is left of it with a mark for each. */
export interface Tokens {
  readonly values: readonly string[];
  readonly names: readonly string[];
  readonly rest: string;
}

/**
 * Takes a query apart one character after the other, as its reader does: a quote opens a literal that the same quote closes, unless it
 * is doubled. Throws where a literal never closes, or where anything but plain AQL stands outside of one.
 */
export function tokensOf(aql: string): Tokens {
  const values: string[] = [];
  const names: string[] = [];
  let rest = "";
  for (let at = 0; at < aql.length; at++) {
    const quote = aql[at] as string;
    if (quote !== "'" && quote !== '"') {
      if (!/[\w\s(),.*<>=/+-]/.test(quote)) throw new Error(`${quote} outside of quotes`);
      rest += quote;
      continue;
    }
    let literal = "";
    for (at++; aql[at] !== quote || aql[at + 1] === quote; at++) {
      if (at >= aql.length) throw new Error("a quote never closed");
      if (aql[at] === quote) at++;
      literal += aql[at];
    }
    (quote === "'" ? values : names).push(literal);
    rest += quote === "'" ? "<value>" : "<name>";
  }
  return { values, names, rest };
}
