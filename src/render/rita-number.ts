/** Below and from these powers of ten on Go writes a number with an exponent. */
const SMALLEST = -4;
const LARGEST = 6;

/**
 * A number as Go's `%v` writes a float64: the fewest digits that tell it from every other, with an exponent from a million on.
 *
 * @see https://pkg.go.dev/fmt
 * @example goNumber(0.1 + 0.2); // => "0.30000000000000004"
 * @example goNumber(1 / 0); // => "+Inf"
 * @example goNumber(1_234_567.5); // => "1.2345675e+06"
 */
export function goNumber(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
  return written(value.toExponential());
}

/**
 * A number as Go's strconv.FormatFloat writes it with `g` and six digits.
 *
 * @see https://pkg.go.dev/strconv#FormatFloat
 * @example goSixDigits(1234.5678); // => "1234.57"
 * @example goSixDigits(0.5); // => "0.5"
 */
export function goSixDigits(value: number): string {
  return written(value.toExponential(LARGEST - 1));
}

/** From the form with an exponent; zeros at the end of the fraction tell nothing. */
function written(text: string): string {
  const [mantissa = "", power = "0"] = text.split("e");
  const digits = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
  const exponent = Number(power);
  if (exponent >= SMALLEST && exponent < LARGEST) return plain(digits, exponent);
  const sign = exponent < 0 ? "-" : "+";
  return `${digits}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

function plain(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith("-") ? "-" : "";
  const digits = mantissa.replace(/[-.]/g, "");
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const fraction = digits.slice(exponent + 1);
  return `${sign}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}
