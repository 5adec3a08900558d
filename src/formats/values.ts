import { ja3nOfString } from "../fingerprints/methods/ja3.js";
import { ja3Value, ja4Value } from "../fingerprints/values.js";

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

/** What tools write where there was no ClientHello: nothing, the marks of Zeek's logs, and the MD5 of nothing. */
const NO_FINGERPRINT = new Set(["", "-", "(empty)", "d41d8cd98f00b204e9800998ecf8427e"]);

/**
 * A JA3, JA3N or JA3S hash, in lower case; empty for text that says that there is none.
 *
 * @example ja3Of("C12F54A3F91DC7BAFD92CB59FE009A35"); // => "c12f54a3f91dc7bafd92cb59fe009a35"
 * @example ja3Of("d41d8cd98f00b204e9800998ecf8427e"); // => ""
 * @example ja3Of("c12f54a3"); // => undefined
 */
export function ja3Of(text: string): string | undefined {
  return saysNone(text) ? "" : ja3Value(text);
}

/**
 * The JA3N of a JA3 string; empty for text that says that there is none.
 *
 * @example ja3nOf("771,4865-4866,51-0-11,29,0"); // => "b939df0188b065a3714245e534ff29ae"
 * @example ja3nOf(""); // => ""
 * @example ja3nOf("771,4865,0,29,0,771,4865,0,29,0"); // => undefined
 */
export function ja3nOf(text: string): string | undefined {
  return saysNone(text) ? "" : ja3nOfString(text);
}

/**
 * A JA4 client fingerprint; empty for text that says that there is none, which is `(empty)` in Zeek's logs.
 *
 * @example ja4Of("t13d1516h2_8daaf6152771_e5627efa2ab1"); // => "t13d1516h2_8daaf6152771_e5627efa2ab1"
 * @example ja4Of("(empty)"); // => ""
 * @example ja4Of("t13d1516h2"); // => undefined
 */
export function ja4Of(text: string): string | undefined {
  return saysNone(text) ? "" : ja4Value(text);
}

function saysNone(text: string): boolean {
  return NO_FINGERPRINT.has(text.toLowerCase());
}

const NO_CONNECTION = new Set(["icmp", "icmp6", "ipv6-icmp", "icmpv6", "1", "58"]);

/** Whether a protocol, by name or IANA number, has no ports: ICMP of either family. */
export function isIcmp(text: string): boolean {
  return NO_CONNECTION.has(text.toLowerCase());
}
