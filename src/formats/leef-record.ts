const TAB = "\t";
/** How rsyslog writes a tab, unless it is told not to escape control characters. */
const ESCAPED_TAB = "#011";
const HEX = /^0?x[0-9A-Fa-f]{1,4}$/;
const MARK = /^LEEF: ?([12])(?:\.0)?\|/;

/** The parts of a LEEF record. */
export interface LeefRecord {
  readonly delimiter: string;
  /** Keys and values, with the delimiter between them. */
  readonly attributes: string;
}

/**
 * Takes a LEEF record apart, or says why it is none. Version 1.0 has tabs between attributes; version 2.0 names another
 * character or its code in a sixth part of the header, which may be empty or missing.
 *
 * @see https://www.ibm.com/docs/en/dsm?topic=leef-overview
 *
 * @example parseLeef("LEEF:2.0|a|b|1|login|x5E|src=192.0.2.1^dst=192.0.2.2"); // => { delimiter: "^", attributes: "src=192.0.2.1^dst=192.0.2.2" }
 * @example parseLeef("LEEF:1.0|a|b"); // => "a LEEF header with too few parts"
 */
export function parseLeef(text: string): LeefRecord | string {
  const mark = MARK.exec(text);
  let at = mark?.[0].length ?? 0;
  for (let part = 0; part < 4; part++) {
    const bar = at > 0 ? text.indexOf("|", at) : -1;
    if (bar < 0) return "a LEEF header with too few parts";
    at = bar + 1;
  }
  const rest = text.slice(at);
  return mark?.[1] === "1" ? withTabs(rest) : withDelimiter(rest);
}

function withDelimiter(rest: string): LeefRecord | string {
  // The bar itself may be the delimiter.
  const bar = rest.startsWith("||") ? 1 : rest.indexOf("|");
  const name = bar < 0 ? undefined : rest.slice(0, bar);
  const attributes = rest.slice(bar + 1);
  if (name === "") return withTabs(attributes);
  const delimiter = name === undefined ? undefined : delimiterOf(name);
  if (delimiter === "=") return "a LEEF delimiter that also stands behind keys";
  return delimiter === undefined ? withTabs(rest) : { delimiter, attributes };
}

/** The character that the header means, undefined when its part is no delimiter but attributes already. */
function delimiterOf(name: string): string | undefined {
  if (name.length <= 2 && [...name].length === 1) return name;
  if (name === "\\t") return TAB;
  if (!HEX.test(name)) return undefined;
  return String.fromCharCode(Number.parseInt(name.slice(name.indexOf("x") + 1), 16));
}

function withTabs(attributes: string): LeefRecord {
  const escaped = !attributes.includes(TAB) && attributes.includes(ESCAPED_TAB);
  return { delimiter: escaped ? ESCAPED_TAB : TAB, attributes };
}
