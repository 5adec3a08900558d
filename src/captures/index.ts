export { CaptureReader, isCapture, type PacketCounts } from "./capture-reader.js";
export type { CapturedTls } from "./captured-tls.js";
export type { CapturedConnection } from "./connection.js";
export {
  type CapturedFingerprint,
  fingerprintOf,
  fingerprintsOf,
  type OnCaptureEnd,
} from "./fingerprints-of.js";
export { type Trouble, troublesOf } from "./troubles.js";
