import { FIELDS, type FieldName } from "../formats/fields.js";
import { readPairs } from "./named-pairs.js";

/** Own names of an input's fields. */
export type FieldMap = Partial<Record<FieldName, string>>;

/**
 * Adds pairs such as `time=ts,source="client, inner"` to a map; undefined when one is no such pair or names a field again.
 *
 * @example readFields('time=ts,bytesOut="Bytes Sent"'); // => { time: "ts", bytesOut: "Bytes Sent" }
 */
export function readFields(text: string, before: FieldMap = {}): FieldMap | undefined {
  return readPairs(text, FIELDS, before);
}
