import type { ClientHello } from "../hello/hello.js";
import { withoutGrease } from "./grease.js";

const NAMES: ReadonlyMap<number, string> = new Map([
  [0x0304, "13"],
  [0x0303, "12"],
  [0x0302, "11"],
  [0x0301, "10"],
  [0x0300, "s3"],
  [0x0002, "s2"],
  [0xfeff, "d1"],
  [0xfefd, "d2"],
  [0xfefc, "d3"],
]);

/**
 * JA4's two characters of the version: the highest number in supported_versions, else the hello's own version; `00` for a
 * version it does not know, such as a draft. Versions of DTLS count down, so that 1.2 is higher than 1.3 here, as the
 * method's text has it.
 *
 * @example ja4Version({ legacyVersion: 0x0303, supportedVersions: [0x2a2a, 0x0304, 0x0303] }); // => "13"
 */
export function ja4Version({
  legacyVersion,
  supportedVersions,
}: Pick<ClientHello, "legacyVersion" | "supportedVersions">): string {
  const versions = withoutGrease(supportedVersions);
  const version = versions.length === 0 ? legacyVersion : Math.max(...versions);
  return NAMES.get(version) ?? "00";
}
