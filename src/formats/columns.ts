import { FIELD } from "./fields.js";

/** How a column of a delimited file is read; from `address` on as a number. */
export const ROLE = { skip: 0, text: 1, address: 2, integer: 3, seconds: 4, transport: 5 } as const;

/** How to split the lines of a delimited file, and what their columns hold. */
export interface Columns {
  /** Code of the character between columns. */
  readonly delimiter: number;
  /** Whether a lone dash stands for no value. */
  readonly dash: boolean;
  /** Whether a double quote sends a line to a parser that knows quotes. */
  readonly quotes: boolean;
  /** The field of each column, −1 for an unwanted one. */
  readonly fields: Int8Array;
  readonly roles: Uint8Array;
  /** How many columns there are up to the last wanted one. */
  readonly wanted: number;
  /** Whether any column holds a field that a connection can do without. */
  readonly optional: boolean;
}

const ROLES: Readonly<Record<number, number>> = {
  [-1]: ROLE.skip,
  [FIELD.source]: ROLE.address,
  [FIELD.destination]: ROLE.address,
  [FIELD.port]: ROLE.integer,
  [FIELD.bytesOut]: ROLE.integer,
  [FIELD.bytesIn]: ROLE.integer,
  [FIELD.protocol]: ROLE.transport,
};

const OPTIONAL: readonly number[] = [
  ...[FIELD.host, FIELD.ja4, FIELD.ja3n, FIELD.ja3, FIELD.ja3String],
  ...[FIELD.ja3s, FIELD.direction, FIELD.eventCount, FIELD.deviceTime, FIELD.logSource],
];

/** How the values of a field are read; `seconds`: times are epoch seconds. */
export function roleOf(field: number, seconds: boolean): number {
  return field === FIELD.time && seconds ? ROLE.seconds : (ROLES[field] ?? ROLE.text);
}

/** Columns from the field of each; `seconds`: times are epoch seconds. */
export function columnsOf(
  fields: readonly number[],
  dialect: { delimiter: string; quotes: boolean; seconds: boolean; dash: boolean },
): Columns {
  return {
    delimiter: dialect.delimiter.charCodeAt(0),
    quotes: dialect.quotes,
    dash: dialect.dash,
    fields: Int8Array.from(fields),
    roles: Uint8Array.from(fields, (field) => roleOf(field, dialect.seconds)),
    wanted: fields.findLastIndex((field) => field >= 0) + 1,
    optional: fields.some((field) => OPTIONAL.includes(field)),
  };
}
