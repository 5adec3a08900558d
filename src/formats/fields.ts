/** What a record of any format can tell us; a format maps its own names onto these. */
export const FIELDS = [
  "time",
  "source",
  "destination",
  "port",
  "bytesOut",
  "bytesIn",
  "protocol",
  "host",
  "ja4",
  "ja3n",
  "ja3",
  "ja3String",
  "ja3s",
  "direction",
  "eventCount",
  "deviceTime",
  "logSource",
  "uid",
  "stream",
  "end",
  "duration",
  "linked",
] as const;

/** The name of one of FIELDS, as in `--field bytesOut=BytesSent`. */
export type FieldName = (typeof FIELDS)[number];

/** The position of a field in FIELDS, in Slots and in the texts of the exact path. */
export const FIELD: Readonly<Record<FieldName, number>> = Object.fromEntries(
  FIELDS.map((name, index) => [name, index]),
) as Record<FieldName, number>;

/**
 * The fields of one record: a byte range [start, end) of the buffer it stands in, or (start −1) a number already read
 * from there, NaN for a field that the record does not have.
 */
export interface Slots {
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly numbers: Float64Array;
  /** How many columns a delimited line had. */
  columns: number;
  /** Whether all of a delimited line's wanted columns were read as numbers. */
  plain: boolean;
  /** Whether any field that a connection can do without may be there. */
  readonly optional: boolean;
}

/** Slots with no field set; `optional: false` for records that have none but the fields every connection needs. */
export function emptySlots(optional = true): Slots {
  return {
    start: new Int32Array(FIELDS.length).fill(-1),
    end: new Int32Array(FIELDS.length),
    numbers: new Float64Array(FIELDS.length).fill(Number.NaN),
    columns: 0,
    plain: false,
    optional,
  };
}

/** The fields of one record as text: undefined where the record has no such field. */
export type FieldTexts = (string | undefined)[];
