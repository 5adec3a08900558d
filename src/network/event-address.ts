import { canonicalAddress } from "./address.js";
import { addressGroups } from "./groups.js";

/**
 * An address as events of a SIEM have it: canonical, and one of IPv4 mapped into IPv6 (`::ffff:0:0/96`) as IPv4. Undefined for what is no
 * address.
 *
 * @example eventAddress("::ffff:10.1.2.3"); // => "10.1.2.3"
 * @example eventAddress("::FFFF:CB00:7109"); // => "203.0.113.9"
 * @example eventAddress("2001:DB8::1"); // => "2001:db8::1"
 */
export function eventAddress(text: string): string | undefined {
  const address = canonicalAddress(text);
  const groups = address === undefined ? undefined : addressGroups(address);
  if (groups?.length !== 8) return address;
  const [high = 0, low = 0] = groups.slice(6);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  return isMapped ? [high >> 8, high & 255, low >> 8, low & 255].join(".") : address;
}
