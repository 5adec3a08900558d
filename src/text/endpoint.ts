/**
 * An address or name and a port as one text; what has colons itself, as IPv6 has, in brackets (RFC 3986 section 3.2.2).
 *
 * @example endpoint("203.0.113.9", 443); // => "203.0.113.9:443"
 * @example endpoint("2001:db8::9", 443); // => "[2001:db8::9]:443"
 */
export function endpoint(address: string, port: number): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}
