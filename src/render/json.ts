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
    yield `${before}\n  ${safe(JSON.stringify(name))}: `;
    if (Array.isArray(field) && field.length > 0) yield* items(field);
    else yield within(JSON.stringify([field], null, 2), LIST);
    before = ",";
  }
  yield before === "{" ? "{}\n" : "\n}\n";
}

/** Values as JSON, one a line. */
export function* ndjsonText(values: Iterable<unknown>): Generator<string> {
  for (const value of values) yield `${safe(JSON.stringify(value))}\n`;
}

function* items(values: readonly unknown[]): Generator<string> {
  let before = "[";
  for (const value of values) {
    yield `${before}\n    ${within(JSON.stringify([[value]], null, 2), LIST_IN_LIST)}`;
    before = ",";
  }
  yield "\n  ]";
}

/** What JSON.stringify puts around the only value of a list, and of a list in a list: inside, it indents the value's lines itself. */
const LIST = { before: "[\n  ".length, after: "\n]".length };
const LIST_IN_LIST = { before: "[\n  [\n    ".length, after: "\n  ]\n]".length };

function within(json: string, { before, after }: typeof LIST): string {
  return safe(json.slice(before, -after));
}

/** Most text has nothing to escape, which a look for anything beyond printable ASCII tells soonest. */
function safe(json: string): string {
  return /[^\n -~]/.test(json) ? printableJson(json) : json;
}
