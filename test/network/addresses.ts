import fc from "fast-check";

/** Dotted addresses, from all of the range. */
export const ipv4: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 2 ** 32 - 1 })
  .map((n) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255].join("."));

/** Eight groups with many zeros, so that every way to abbreviate comes up. */
export const groups: fc.Arbitrary<number[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constantFrom(1, 0xffff, 0xdb8) },
    { weight: 2, arbitrary: fc.nat(0xffff) },
  ),
  { minLength: 8, maxLength: 8 },
);

/** Some way to write the groups: any case, leading zeros, one run of zeros as `::` or none, a dotted tail or none. */
export const ipv6: fc.Arbitrary<string> = fc
  .tuple(groups, fc.nat(3), fc.boolean(), fc.boolean(), fc.nat(7), fc.nat(8))
  .map(([parts, zeros, upper, dotted, start, length]) => {
    const texts = parts.map((part) => part.toString(16).padStart(Math.min(4, 1 + zeros), "0"));
    if (dotted) texts.splice(6, 2, quadOf(parts));
    const end = Math.min(start + length, dotted ? 6 : 8);
    const run = parts.slice(start, end);
    const squeezed = run.length > 0 && run.every((part) => part === 0);
    const head = texts.slice(0, start).join(":");
    const text = squeezed ? `${head}::${texts.slice(end).join(":")}` : texts.join(":");
    return upper ? text.toUpperCase() : text;
  });

/** Texts that are nearly addresses: an address with a piece put in, taken out or doubled. */
export const nearly: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(ipv4, ipv6),
    fc.nat(),
    fc.constantFrom("", ".", ":", "::", "0", "9", "g", "%", " ", "/", "256", "00", "\n"),
    fc.nat(2),
  )
  .map(([text, at, piece, cut]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + piece + text.slice(place + cut);
  });

function quadOf(parts: readonly number[]): string {
  const [high = 0, low = 0] = parts.slice(6);
  return `${high >>> 8}.${high & 255}.${low >>> 8}.${low & 255}`;
}
