import { BeaconryError } from "../../errors.js";

/** Bytes that are not the hello they should be. */
export class TlsError extends BeaconryError {
  override name = "TlsError" as const;
  /** Where in the given bytes, from 0: the first byte that makes no sense, or the end of the bytes when they are too few. */
  readonly offset: number;
  readonly reason: string;
  /** Whether the bytes are well so far and end too early: more of them may make a hello. */
  readonly truncated: boolean;

  constructor(reason: string, offset: number, truncated = false) {
    super(`byte ${offset}: ${reason}`);
    this.offset = offset;
    this.reason = reason;
    this.truncated = truncated;
  }
}

/** What is thrown where the bytes are well and too few. */
export function endOf(bytes: Uint8Array): TlsError {
  return new TlsError("the bytes end before the hello does", bytes.length, true);
}
