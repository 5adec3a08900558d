/** Where the packets of a capture go. */
export interface PacketTaker {
  /**
   * Takes one packet: `bytes[at, end)` as captured, valid only during the call, of `length` bytes on the wire. `time` is in
   * epoch milliseconds, NaN where the capture has none.
   */
  take(
    linkType: number,
    time: number,
    bytes: Uint8Array,
    at: number,
    end: number,
    length: number,
  ): void;
  /** Counts a packet that cannot be told apart from its surroundings. */
  skip(): void;
}
