/** Fingerprints as logs write them: text in, the value out, undefined for text that is none. */

const MD5_OF_NOTHING = "d41d8cd98f00b204e9800998ecf8427e";
const LIST = "(?:\\d{1,5}(?:-\\d{1,5})*)?";
const JA3_STRING = new RegExp(`^\\d{1,5},${LIST},${LIST},${LIST},${LIST}$`);
const JA4 =
  /^[tqd](?:13|12|11|10|s3|s2|d1|d2|d3|00)[di]\d{4}[0-9a-z]{2}_[0-9a-f]{12}_[0-9a-f]{12}$/i;
const ALPN_AT = 8;

/**
 * A hash of JA3, JA3N or JA3S in lower case; undefined for anything else: Zeek's `-` and `(empty)`, and the MD5 of nothing,
 * which tools write where there was no hello.
 *
 * @example ja3Value("C12F54A3F91DC7BAFD92CB59FE009A35"); // => "c12f54a3f91dc7bafd92cb59fe009a35"
 * @example ja3Value("d41d8cd98f00b204e9800998ecf8427e"); // => undefined
 */
export function ja3Value(text: string): string | undefined {
  const hash = text.toLowerCase();
  return /^[0-9a-f]{32}$/.test(hash) && hash !== MD5_OF_NOTHING ? hash : undefined;
}

/**
 * A client's JA4 in lower case; the two characters of ALPN keep theirs, since `H2` is another protocol than `h2`, unless the
 * whole text is in capitals.
 *
 * @example ja4Value("T13D1516H2_8DAAF6152771_E5627EFA2AB1"); // => "t13d1516h2_8daaf6152771_e5627efa2ab1"
 * @example ja4Value("(empty)"); // => undefined
 */
export function ja4Value(text: string): string | undefined {
  if (!JA4.test(text)) return undefined;
  const lower = text.toLowerCase();
  if (text[0] !== lower[0]) return lower;
  return lower.slice(0, ALPN_AT) + text.slice(ALPN_AT, ALPN_AT + 2) + lower.slice(ALPN_AT + 2);
}

/**
 * The text behind a JA3: five fields of numbers below 65,536. Some sensors wrote two hellos into one text, with nine commas;
 * those are none.
 *
 * @example ja3StringValue("769,4-5-10,,,"); // => "769,4-5-10,,,"
 * @example ja3StringValue("771,4865,0,29,0,771,4865,0,29,0"); // => undefined
 */
export function ja3StringValue(text: string): string | undefined {
  if (!JA3_STRING.test(text)) return undefined;
  return text.split(/[,-]/).every((number) => Number(number) < 65_536) ? text : undefined;
}
