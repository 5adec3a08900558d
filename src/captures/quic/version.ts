/** What the versions of QUIC do differently with Initial packets. */
export interface QuicVersion {
  /** What the secrets of Initial packets begin with. */
  readonly salt: Uint8Array;
  /** What the labels of keys begin with. */
  readonly label: "quic" | "quicv2";
  /** The two type bits of a long header. */
  readonly initial: number;
  readonly retry: number;
}

const one = versionOf("38762cf7f55934b34d179ae6a4c80cadccbb7f0a");

/** RFC 9001 §5.2, RFC 9369 §3, and that section of draft-ietf-quic-tls-23, -29 and -33. */
const VERSIONS: ReadonlyMap<number, QuicVersion> = new Map([
  [1, one],
  [
    0x6b3343cf,
    {
      ...versionOf("0dede3def700a6db819381be6e269dcbf9bd2ed9"),
      label: "quicv2",
      initial: 1,
      retry: 0,
    },
  ],
  ...drafts(23, 28, versionOf("c3eef712c72ebb5a11a7d2432bb46365bef9f502")),
  ...drafts(29, 32, versionOf("afbfec289993d24c9e9786f19c6111e04390a899")),
  ...drafts(33, 34, one),
]);

/**
 * A version by its number; undefined for one that is not read: a negotiation (0), Google's own, whatever is not QUIC.
 *
 * @example quicVersion(0x6b3343cf)?.label; // => "quicv2"
 * @example quicVersion(0); // => undefined
 */
export function quicVersion(number: number): QuicVersion | undefined {
  return VERSIONS.get(number);
}

function versionOf(salt: string): QuicVersion {
  const bytes = (salt.match(/../g) ?? []).map((hex) => Number.parseInt(hex, 16));
  return { salt: Uint8Array.from(bytes), label: "quic", initial: 0, retry: 3 };
}

function drafts(first: number, last: number, version: QuicVersion): [number, QuicVersion][] {
  return Array.from({ length: last - first + 1 }, (_, i) => [0xff000000 + first + i, version]);
}
