import { FIELDS, type FieldName } from "../formats/fields.js";

/** Own names of an input's fields. */
export type FieldMap = Partial<Record<FieldName, string>>;

/**
 * Adds pairs such as `time=ts,source="client, inner"` to a map; undefined when one is no such pair or names a field again.
 *
 * @example readFields('time=ts,bytesOut="Bytes Sent"'); // => { time: "ts", bytesOut: "Bytes Sent" }
 */
export function readFields(text: string, before: FieldMap = {}): FieldMap | undefined {
  const map: FieldMap = { ...before };
  for (const pair of text.match(/(?:"[^"]*"|[^,])+/g) ?? [""]) {
    const [, field = "", quoted, plain] = /^\s*(\w+)=(?:"(.+)"|(.+?))\s*$/.exec(pair) ?? [];
    const own = quoted ?? plain;
    if (!isField(field) || own === undefined || map[field] !== undefined) return undefined;
    map[field] = own;
  }
  return map;
}

function isField(name: string): name is FieldName {
  return FIELDS.some((field) => field === name);
}
