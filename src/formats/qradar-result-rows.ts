/** Columns that the rows of the query's result have and events do not. */
const COLUMNS = ["firstseen", "lastseen", "requestcount"] as const;
/** The same as Log Activity's labels, with some more that tell them from any other table. */
const LABELS = ["firstseen", "lastseen", "count", "sourceip", "destinationip"] as const;

/**
 * Whether a text in lower case holds rows of the query's result: JSON whose first record has their columns, whatever else the document
 * tells (our own `reference` writes the rule beside them, which names fields of events), or CSV with a header of them.
 *
 * @example hasResultRows('{"rule":{"timefield":"starttime"},"rows":[{"firstseen":"","lastseen":"","sourceip":"","requestcount":16}]}'); // => true
 * @example hasResultRows('[{"starttime":1,"sourceip":"10.0.0.1"}]'); // => false
 */
export function hasResultRows(text: string): boolean {
  return /^\s*[[{]/.test(text) ? hasRow(text) : isTable(text);
}

function hasRow(text: string): boolean {
  for (const [record] of text.matchAll(/\{[^{}]*/g)) {
    const isRow = COLUMNS.every((name) => record.includes(`"${name}"`));
    if (isRow || record.includes('"sourceip"')) return isRow;
  }
  return false;
}

/** Whether the first line names the columns. */
function isTable(text: string): boolean {
  const cells = text.split(/\r?\n/, 1)[0]?.split(/[,;\t|]/) ?? [];
  const names = cells.map((cell) => cell.replace(/[^\p{L}\p{N}]/gu, ""));
  return [COLUMNS, LABELS].some((columns) => columns.every((name) => names.includes(name)));
}
