const DOT = 46;
const ZERO = 48;

/**
 * The 32-bit number of a dotted-decimal IPv4 address, or undefined for anything else.
 * Strict: four decimal octets, no leading zeros (RFC 6943 §3.1.1 tells why `010` is not to be guessed at).
 *
 * @example parseIPv4("10.0.0.1"); // => 167772161
 * @example parseIPv4("10.0.0.256"); // => undefined
 */
export function parseIPv4(text: string): number | undefined {
  let value = 0;
  let octet = -1;
  let dots = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === DOT) {
      if (octet < 0 || ++dots > 3) return undefined;
      value = value * 256 + octet;
      octet = -1;
    } else {
      const digit = code - ZERO;
      if (digit < 0 || digit > 9 || octet === 0) return undefined;
      octet = octet < 0 ? digit : octet * 10 + digit;
      if (octet > 255) return undefined;
    }
  }
  return octet < 0 || dots !== 3 ? undefined : value * 256 + octet;
}

/**
 * Dotted decimal of a 32-bit number.
 *
 * @example formatIPv4(167772161); // => "10.0.0.1"
 */
export function formatIPv4(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}
