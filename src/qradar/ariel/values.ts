/** A number that is not negative; 0 for anything else. */
export function amount(value: unknown): number {
  return typeof value === "number" && value >= 0 ? value : 0;
}

/** Text as it is; empty for anything else. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
