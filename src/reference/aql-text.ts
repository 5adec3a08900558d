/** The format of the query's FirstSeen and LastSeen, as a literal. */
export const DATE_FORMAT: string = text("yyyy-MM-dd HH:mm:ss");

/**
 * A value between single quotes, those inside doubled.
 *
 * @example text("it's"); // => "'it''s'"
 */
export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/**
 * A name between double quotes, which is how AQL tells a custom property from a value.
 *
 * @example property("URL Host"); // => '"URL Host"'
 */
export function property(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The lines, each two blanks further in. */
export function indented(lines: string): string {
  return lines.replaceAll(/^/gm, "  ");
}

/** A CASE over branches `WHEN … THEN …`, a line each. */
export function cases(branches: readonly string[], otherwise: string): string {
  return ["CASE", indented([...branches, `ELSE ${otherwise}`].join("\n")), "END"].join("\n");
}

/** Conditions that must all hold, as lines that begin with the clause's word; no line where there is none. */
export function clause(word: "WHERE" | "HAVING", conditions: readonly string[]): string[] {
  return conditions.map((condition, i) =>
    i === 0 ? `${word} ${condition}` : indented(`AND ${condition}`),
  );
}

/**
 * The window before the moment of asking. Broken hours become whole minutes, rounded up.
 *
 * @example lastHours(1.5); // => "LAST 90 MINUTES"
 */
export function lastHours(hours: number): string {
  if (Number.isInteger(hours)) return `LAST ${hours} HOURS`;
  return `LAST ${Math.ceil(Math.round(hours * 3_600_000) / 60_000)} MINUTES`;
}
