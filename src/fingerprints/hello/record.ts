/** Types of records, and the most that an unencrypted one may hold (RFC 8446 section 5.1). */
export const RECORD = {
  changeCipherSpec: 20,
  alert: 21,
  handshake: 22,
  longest: 16_384,
} as const;
