/** The exact path's readers: one field's text in, its value out, undefined for text that is no such value. */

const NUMBER = /^[+-]?\d+(\.\d*)?([eE][+-]?\d+)?$/;

/**
 * A finite number of zero or more: `12`, `12.0`, `1.2E1`.
 *
 * @example amountOf("1.2345678E7"); // => 12345678
 * @example amountOf("-1"); // => undefined
 */
export function amountOf(text: string): number | undefined {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  return value >= 0 && value < Number.POSITIVE_INFINITY ? value + 0 : undefined;
}

/**
 * A port, 0–65535.
 *
 * @example portOf("443.0"); // => 443
 * @example portOf("70000"); // => undefined
 */
export function portOf(text: string): number | undefined {
  const value = amountOf(text);
  return value !== undefined && Number.isInteger(value) && value <= 65535 ? value : undefined;
}

const MD5_OF_NOTHING = "d41d8cd98f00b204e9800998ecf8427e";

/**
 * A JA3 or JA3N hash; the MD5 of nothing is what tools write for no ClientHello.
 *
 * @example ja3Of("C12F54A3F91DC7BAFD92CB59FE009A35"); // => "c12f54a3f91dc7bafd92cb59fe009a35"
 */
export function ja3Of(text: string): string | undefined {
  const hash = text.toLowerCase();
  return /^[0-9a-f]{32}$/.test(hash) && hash !== MD5_OF_NOTHING ? hash : undefined;
}

/**
 * A JA4 client fingerprint.
 *
 * @example ja4Of("t13d1516h2_8daaf6152771_e5627efa2ab1"); // => "t13d1516h2_8daaf6152771_e5627efa2ab1"
 */
export function ja4Of(text: string): string | undefined {
  return /^[tqd][a-z0-9]{2}[di]\d{4}[a-z0-9]{2}_[0-9a-f]{12}_[0-9a-f]{12}$/i.test(text)
    ? text.toLowerCase()
    : undefined;
}

const NO_CONNECTION = new Set(["icmp", "icmp6", "ipv6-icmp", "icmpv6", "1", "58"]);

/** Whether a protocol, by name or IANA number, has no ports: ICMP of either family. */
export function isIcmp(text: string): boolean {
  return NO_CONNECTION.has(text.toLowerCase());
}
