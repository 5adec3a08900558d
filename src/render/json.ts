import { printableJson } from "../text/printable.js";

/**
 * An object as indented JSON with nothing in it that a terminal would obey; in pieces, since that of many findings is
 * longer than one string can be.
 *
 * @example [...jsonText({ rows: [1] })].join(""); // => '{\n  "rows": [\n    1\n  ]\n}\n'
 */
export function* jsonText(value: object): Generator<string> {
  let before = "{";
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined) continue;
    yield `${before}\n  ${printableJson(JSON.stringify(name))}: `;
    if (Array.isArray(field) && field.length > 0) yield* items(field);
    else yield indented(field, "  ");
    before = ",";
  }
  yield before === "{" ? "{}\n" : "\n}\n";
}

/** Values as JSON, one a line. */
export function* ndjsonText(values: Iterable<unknown>): Generator<string> {
  for (const value of values) yield `${printableJson(JSON.stringify(value))}\n`;
}

function* items(values: readonly unknown[]): Generator<string> {
  let before = "[";
  for (const value of values) {
    yield `${before}\n    ${indented(value, "    ")}`;
    before = ",";
  }
  yield "\n  ]";
}

/** The value as JSON.stringify would write it that deep inside; line breaks in texts are escaped, so those left are its own. */
function indented(value: unknown, indent: string): string {
  return printableJson(JSON.stringify(value, null, 2)).replaceAll("\n", `\n${indent}`);
}
