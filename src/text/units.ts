/**
 * Seconds as an analyst would say them, three significant digits: seconds to two minutes, then minutes, hours and days.
 *
 * @example spellSeconds(60.02); // => "60 s"
 * @example spellSeconds(5400); // => "90 min"
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
  return `${percent >= 10 ? Math.round(percent) : significant(percent, 2)} %`;
}

const BYTE_UNITS = ["B", "kB", "MB", "GB", "TB", "PB"];

/**
 * Bytes in powers of 1000, three significant digits.
 *
 * @example spellBytes(12_345_678); // => "12.3 MB"
 */
export function spellBytes(bytes: number): string {
  let amount = Number(bytes.toPrecision(3));
  let unit = 0;
  while (amount >= 1000 && unit < BYTE_UNITS.length - 1) {
    amount /= 1000;
    unit++;
  }
  return `${significant(amount)} ${BYTE_UNITS[unit]}`;
}

/**
 * A count in powers of 1000, two significant digits; whole below a thousand from a hundred on.
 *
 * @example spellCount(31_250); // => "31 k"
 */
export function spellCount(count: number): string {
  if (count < 999.5) return significant(count, count < 100 ? 2 : 3);
  const rounded = Number(count.toPrecision(2));
  return rounded < 1e6 ? `${rounded / 1000} k` : `${rounded / 1e6} M`;
}

/**
 * A number with at most `digits` significant digits and no idle zeros. No exponent below 10²¹: what is too small for twelve
 * decimals is 0.
 *
 * @example significant(59.1049); // => "59.1"
 * @example significant(-1e-17); // => "0"
 */
export function significant(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return String(value);
  const rounded = Number(value.toPrecision(digits));
  if (Math.abs(rounded) >= 1e-6) return String(rounded);
  return rounded
    .toFixed(12)
    .replace(/\.?0+$/, "")
    .replace(/^-0$/, "0");
}

/**
 * A score with two decimals, cut off rather than rounded: levels begin at whole hundredths, and no text may say the next one.
 *
 * @example spellScore(0.6987); // => "0.69"
 */
export function spellScore(score: number): string {
  const rounded = Number(score.toFixed(2));
  // Compared, not multiplied: 0.57 times 100 is less than 57.
  return (rounded > score ? rounded - 0.01 : rounded).toFixed(2);
}
