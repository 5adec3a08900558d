const QUOTE = 34;
const NEWLINE = 10;

/** A quoted record longer than this has lost its closing quote. */
export const LONGEST_QUOTED: number = 1 << 16;

/**
 * The position of the newline that ends the CSV record at `start` (RFC 4180: a quote opens at the start of a field, two
 * quotes stand for one, line breaks within are text). −1 when the record does not end before `end`.
 */
export function recordEnd(
  bytes: Uint8Array,
  start: number,
  end: number,
  delimiter: number,
): number {
  let fieldStart = true;
  for (let at = start; at < end; at++) {
    const code = bytes[at];
    if (code === NEWLINE) return at;
    if (code === QUOTE && fieldStart) {
      at = closingQuote(bytes, at + 1, end);
      if (at < 0) return -1;
    }
    fieldStart = code === delimiter;
  }
  return -1;
}

function closingQuote(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    if (bytes[at] !== QUOTE) continue;
    if (bytes[at + 1] !== QUOTE) return at;
    at++;
  }
  return -1;
}

/**
 * The fields of one CSV record, unquoted.
 *
 * @example splitRecord('a,"b ""c"", d",', ","); // => ["a", 'b "c", d', ""]
 */
export function splitRecord(record: string, delimiter: string): string[] {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    let field = "";
    if (record[at] === '"') {
      const close = closeOf(record, at + 1);
      field = record.slice(at + 1, close).replaceAll('""', '"');
      at = close + 1;
    }
    const next = record.indexOf(delimiter, at);
    fields.push(field + record.slice(at, next < 0 ? record.length : next));
    if (next < 0) return fields;
    at = next + delimiter.length;
  }
}

function closeOf(record: string, start: number): number {
  let at = record.indexOf('"', start);
  while (at >= 0 && record[at + 1] === '"') at = record.indexOf('"', at + 2);
  return at < 0 ? record.length : at;
}
