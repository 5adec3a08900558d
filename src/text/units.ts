/**
 * Seconds as an analyst would say them, three significant digits: seconds to two minutes, then minutes, hours and days.
 *
 * @example spellSeconds(60.02); // => "60 s"
 * @example spellSeconds(5400); // => "1.5 h"
 */
export function spellSeconds(seconds: number): string {
  if (seconds < 120) return `${significant(seconds)} s`;
  if (seconds < 7200) return `${significant(seconds / 60)} min`;
  if (seconds < 172_800) return `${significant(seconds / 3600)} h`;
  return `${significant(seconds / 86_400)} d`;
}

/**
 * A share in percent, whole from ten on.
 *
 * @example spellShare(0.0312); // => "3.1 %"
 */
export function spellShare(share: number): string {
  const percent = share * 100;
  return `${percent >= 10 || percent === 0 ? Math.round(percent) : significant(percent, 2)} %`;
}

/**
 * Bytes in powers of 1000, three significant digits.
 *
 * @example spellBytes(12_345_678); // => "12.3 MB"
 */
export function spellBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB", "PB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${significant(bytes / 1000 ** power)} ${units[power]}`;
}

/**
 * A number with at most `digits` significant digits, no exponent, no idle zeros.
 *
 * @example significant(59.1049); // => "59.1"
 */
export function significant(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return String(value);
  const rounded = Number(value.toPrecision(digits));
  return Math.abs(rounded) >= 1e21
    ? String(rounded)
    : rounded.toLocaleString("en-US", {
        useGrouping: false,
        maximumFractionDigits: 12,
      });
}
