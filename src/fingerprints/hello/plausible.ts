import { isDtlsMajor } from "./dtls-messages.js";
import { HANDSHAKE, type HelloType, LONGEST_HELLO, u16, u24 } from "./message.js";
import { RECORD } from "./record.js";

/** `short`: the bytes end within what would have to be looked at, and are right so far. */
export type Plausibility = "yes" | "no" | "short";

/** No hello is shorter: version, random, and the ServerHello of early drafts has a cipher besides. */
const SHORTEST_HELLO = 36;

/** Where a message with its header has the version and the length of the session id. */
const VERSION_AT = 4;
const SESSION_ID_AT = 38;

/** Whether a record that begins with a hello may stand at a place: types, versions and lengths that agree. */
export function plausibleHello(bytes: Uint8Array, at: number, wanted: HelloType): Plausibility {
  const has = (count: number) => at + count <= bytes.length;
  if (bytes[at] !== RECORD.handshake) return "no";
  if (!has(2)) return "short";
  if (isDtlsMajor(bytes[at + 1])) return plausibleDtls(bytes, at, wanted);
  if (bytes[at + 1] !== 3) return "no";
  if (!has(3)) return "short";
  if ((bytes[at + 2] as number) > 4) return "no";
  if (!has(6)) return "short";
  const record = u16(bytes, at + 3);
  if (record < 4 || record > RECORD.longest || bytes[at + 5] !== wanted) return "no";
  if (!has(11)) return "short";
  const length = u24(bytes, at + 6);
  if (length < SHORTEST_HELLO || length > LONGEST_HELLO) return "no";
  // A record that goes on after a ClientHello would hold a message that no client sends there.
  if (wanted === HANDSHAKE.clientHello && record > length + 4) return "no";
  // A first record may be so short that version and session id stand in the next.
  if (record <= VERSION_AT) return "yes";
  const major = bytes[at + 5 + VERSION_AT];
  if (major === 0x7f && wanted === HANDSHAKE.serverHello) return "yes";
  if (major !== 3) return "no";
  if (record <= SESSION_ID_AT) return "yes";
  if (!has(6 + SESSION_ID_AT)) return "short";
  return (bytes[at + 5 + SESSION_ID_AT] as number) <= 32 ? "yes" : "no";
}

/** The same for a record of DTLS: of the first epoch, with a whole first fragment. */
function plausibleDtls(bytes: Uint8Array, at: number, wanted: HelloType): Plausibility {
  if (at + 27 > bytes.length) return "short";
  const record = u16(bytes, at + 11);
  const length = u24(bytes, at + 14);
  const fragment = u24(bytes, at + 22);
  const fits =
    (bytes[at + 1] === 0xfe || bytes[at + 2] === 0) &&
    u16(bytes, at + 3) === 0 &&
    record <= RECORD.longest &&
    bytes[at + 13] === wanted &&
    length >= SHORTEST_HELLO &&
    length <= LONGEST_HELLO &&
    fragment + 12 <= record &&
    u24(bytes, at + 19) + fragment <= length;
  return fits ? "yes" : "no";
}
