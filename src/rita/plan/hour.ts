/** Zeek's own rotation: `conn.05:00:00-06:00:00.log.gz`, also with underscores for the colons. */
const ROTATED = /^[A-Za-z_-]+\.(\d{2})[:_]\d{2}/;
/** Security Onion's: `conn_20240102_05_00_00.log`. */
const DATED = /^[A-Za-z_-]+_\d{8}_(\d{2})[:_]\d{2}/;
const LAST_HOUR = 23;

/**
 * The hour of the day, 0 to 23, that the name of a log tells: 0 for a name that tells none; or what is wrong with it.
 *
 * @example hourOf("conn.05:00:00-06:00:00.log.gz"); // => 5
 * @example hourOf("conn.log"); // => 0
 * @example hourOf("conn.24_00_00-01_00_00.log"); // => "its name has hour 24"
 */
export function hourOf(name: string): number | string {
  const [, digits] = ROTATED.exec(name) ?? DATED.exec(name) ?? [];
  if (digits === undefined) return 0;
  const hour = Number(digits);
  return hour <= LAST_HOUR ? hour : `its name has hour ${digits}`;
}
