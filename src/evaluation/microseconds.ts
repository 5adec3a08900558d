/**
 * Epoch milliseconds from whole microseconds, as every format here reads them: seconds × 1000 + microseconds / 1000.
 *
 * @example fromMicroseconds(1_521_911_720_615_923); // => 1521911720615.923
 */
export function fromMicroseconds(microseconds: number): number {
  const rest = microseconds % 1_000_000;
  return (microseconds - rest) / 1000 + rest / 1000;
}
