import { ja3Value, ja4Value } from "../../fingerprints/values.js";

/**
 * What one program's fingerprints have in common. A client has several JA4: resumption, padding, and the presence of SNI and ALPN change
 * their counts and their last part, so transport, version and the middle part (the ciphers) stand for the family; FoxIO's own list has
 * seven JA4 for Chromium. Any other fingerprint is a family of its own.
 *
 * @example familyOf("t13d1516h2_8daaf6152771_02713d6af862"); // => "t13_8daaf6152771"
 * @example familyOf("6734F37431670B3AB4292B8F60F29984"); // => "6734f37431670b3ab4292b8f60f29984"
 */
export function familyOf(fingerprint: string): string {
  const ja4 = ja4Value(fingerprint);
  if (ja4 === undefined) return ja3Value(fingerprint) ?? fingerprint;
  const [counts = "", ciphers] = ja4.split("_");
  return `${counts.slice(0, 3)}_${ciphers}`;
}
