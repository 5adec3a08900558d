/**
 * A column's name in lower case, letters and digits only: `Source IP`, `source_ip` and `sourceIP` are one.
 *
 * @example plainName("Event Count (Sum)"); // => "eventcountsum"
 */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
