export * from "../index.js";
export { type ReadOptions, readFiles } from "./read-files.js";
export {
  type FingerprintOptions,
  type FingerprintResult,
  readFingerprints,
} from "./read-fingerprints.js";
export { type ResultFileOptions, readResultFiles } from "./read-result-rows.js";
export { type RitaOptions, type RitaResult, readRita } from "./read-rita.js";
