/** The values of one record where they stand: field i is `bytes[start[i], end[i])`, or (start −1) has no value. */
export interface ByteFields {
  readonly bytes: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Whether the record was JSON. */
  readonly json: boolean;
}
