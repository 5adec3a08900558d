/**
 * A number that is not negative; 0 for anything else.
 *
 * @example [7, -1, "7", null].map(amount); // => [7, 0, 0, 0]
 */
export function amount(value: unknown): number {
  return typeof value === "number" && value >= 0 ? value : 0;
}

/**
 * Text as it is; empty for anything else.
 *
 * @example ["a", 7, null].map(textOf); // => ["a", "", ""]
 */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
