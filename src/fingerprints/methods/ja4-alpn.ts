/**
 * JA4's two characters of ALPN: first and last of the first protocol name where both are ASCII letters or digits, else the
 * first and last digit of the name in hexadecimal; `00` without a name. Names of GREASE (RFC 8701) are passed over.
 *
 * @example ja4Alpn(["http/1.1", "h2"]); // => "h1"
 * @example ja4Alpn(["\x30\xab"]); // => "3b"
 * @example ja4Alpn([]); // => "00"
 */
export function ja4Alpn(names: readonly string[]): string {
  const name = names.find((one) => !isGreaseName(one)) ?? "";
  if (name === "") return "00";
  const [first, last] = [name[0] as string, name[name.length - 1] as string];
  if (isAlphanumeric(first) && isAlphanumeric(last)) return first + last;
  return (hexOf(first)[0] as string) + (hexOf(last)[1] as string);
}

function isGreaseName(name: string): boolean {
  return name.length === 2 && name[0] === name[1] && (name.charCodeAt(0) & 15) === 10;
}

function isAlphanumeric(character: string): boolean {
  return /^[0-9A-Za-z]$/.test(character);
}

function hexOf(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(2, "0");
}
