import { createCipheriv, createHmac } from "node:crypto";

// Writes QUIC's Initial packets with Node's own cryptography, so that what reads them is not judged by itself.

const V1 = { salt: "38762cf7f55934b34d179ae6a4c80cadccbb7f0a", label: "quic", type: 0 };

/** The versions that tests speak, by number (RFC 9001, RFC 9369, draft-ietf-quic-tls-29 and -27). */
export const SPOKEN: Readonly<Record<number, typeof V1>> = {
  1: V1,
  1798521807: { salt: "0dede3def700a6db819381be6e269dcbf9bd2ed9", label: "quicv2", type: 1 },
  4278190109: { ...V1, salt: "afbfec289993d24c9e9786f19c6111e04390a899" },
  4278190107: { ...V1, salt: "c3eef712c72ebb5a11a7d2432bb46365bef9f502" },
};

/** The smallest datagram that may begin a connection, and an ID for one. */
export const SMALLEST = 1200;
export const FIRST_ID: Uint8Array = Buffer.from("8394c8f03e515708", "hex");

/** What an Initial packet is made of; every part has a default. */
export interface InitialParts {
  readonly version?: number;
  /** What the keys are made of, where it is not the destination. */
  readonly keyId?: Uint8Array;
  readonly sender?: "client" | "server";
  readonly destination?: Uint8Array;
  readonly source?: Uint8Array;
  readonly token?: Uint8Array;
  readonly number?: number;
  /** Bytes of the number in the packet. */
  readonly numberSize?: number;
  readonly frames: Uint8Array;
  /** Bytes of the packet: as much PADDING is added. */
  readonly size?: number;
}

/** A protected Initial packet. */
export function initialPacket(parts: InitialParts): Uint8Array {
  const {
    version = 1,
    sender = "client",
    destination = FIRST_ID,
    source = new Uint8Array(),
  } = parts;
  const {
    token = new Uint8Array(),
    number = 0,
    numberSize = 1,
    size = 0,
    keyId = destination,
  } = parts;
  const { salt, label, type } = SPOKEN[version]!;
  const front = Buffer.concat([
    Buffer.from([0xc0 | (type << 4) | (numberSize - 1), ...fourBytes(version)]),
    Buffer.from([destination.length, ...destination, source.length, ...source]),
    varintBytes(token.length),
    token,
  ]);
  const padding = Math.max(0, size - front.length - 2 - numberSize - parts.frames.length - 16);
  const frames = Buffer.concat([parts.frames, Buffer.alloc(padding)]);
  const numberBytes = Buffer.from(fourBytes(number).slice(4 - numberSize));
  const length = varintBytes(numberSize + frames.length + 16, 2);
  const header = Buffer.concat([front, length, numberBytes]);

  const initial = createHmac("sha256", Buffer.from(salt, "hex")).update(keyId).digest();
  const secret = expandLabel(initial, `${sender} in`, 32);
  const nonce = expandLabel(secret, `${label} iv`, 12);
  for (let i = 0; i < 4; i++) nonce[8 + i]! ^= fourBytes(number)[i]!;
  const cipher = createCipheriv("aes-128-gcm", expandLabel(secret, `${label} key`, 16), nonce);
  cipher.setAAD(header);
  const packet = Buffer.concat([
    header,
    cipher.update(frames),
    cipher.final(),
    cipher.getAuthTag(),
  ]);

  const at = header.length - numberSize;
  const masks = createCipheriv("aes-128-ecb", expandLabel(secret, `${label} hp`, 16), null);
  const mask = masks.update(packet.subarray(at + 4, at + 20));
  packet[0]! ^= mask[0]! & 0x0f;
  for (let i = 0; i < numberSize; i++) packet[at + i]! ^= mask[1 + i]!;
  return new Uint8Array(packet);
}

/** A CRYPTO frame. */
export function cryptoFrame(offset: number, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.of(6), varintBytes(offset), varintBytes(bytes.length), bytes]);
}

/** A variable-length integer of so many bytes, at the least. */
export function varintBytes(value: number, size = 1): Uint8Array {
  if (size === 1 && value < 64) return Uint8Array.of(value);
  if (size <= 2 && value < 16_384) return Uint8Array.of(0x40 | (value >> 8), value & 255);
  const [first, ...rest] = fourBytes(value) as [number, ...number[]];
  return Uint8Array.of(0x80 | first, ...rest);
}

function expandLabel(secret: Uint8Array, label: string, length: number): Buffer {
  const name = `tls13 ${label}`;
  const info = Buffer.from([0, length, name.length, ...Buffer.from(name), 0, 1]);
  return createHmac("sha256", secret).update(info).digest().subarray(0, length);
}

function fourBytes(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}
