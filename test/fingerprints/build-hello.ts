/** Bytes of hellos made by hand, so that a test knows what is in them. */

/** What a hello made for a test is of; every part has a default. */
export interface HelloParts {
  readonly version?: number;
  readonly random?: Uint8Array;
  readonly sessionId?: Uint8Array;
  /** Present makes it a hello of DTLS. */
  readonly cookie?: Uint8Array;
  readonly ciphers?: readonly number[];
  readonly compressions?: readonly number[];
  /** Undefined leaves out the whole block. */
  readonly extensions?: readonly Extension[] | undefined;
}

/** The same of a ServerHello; `draft` leaves out session id and compression method. */
export interface ServerParts {
  readonly version?: number;
  readonly random?: Uint8Array;
  readonly cipher?: number;
  readonly extensions?: readonly Extension[];
  readonly draft?: boolean;
}

export interface Extension {
  readonly type: number;
  readonly data: Uint8Array;
}

export const RETRY_RANDOM: Uint8Array = hex(
  "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c",
);

export function hex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

export function concat(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => Array.from(part)));
}

export const u16 = (value: number): number[] => [value >> 8, value & 255];
export const u24 = (value: number): number[] => [value >> 16, ...u16(value & 0xffff)];
export const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A list of 16-bit numbers behind its length. */
export function list16(values: readonly number[], prefix: 1 | 2 = 2): Uint8Array {
  const length = values.length * 2;
  return concat(prefix === 1 ? [length] : u16(length), values.flatMap(u16));
}

export const groups = (...values: number[]): Extension => ({ type: 10, data: list16(values) });
export const pointFormats = (...values: number[]): Extension => ({
  type: 11,
  data: concat([values.length], values),
});
export const signatureAlgorithms = (...values: number[]): Extension => ({
  type: 13,
  data: list16(values),
});
export const supportedVersions = (...values: number[]): Extension => ({
  type: 43,
  data: list16(values, 1),
});
export const empty = (type: number): Extension => ({ type, data: new Uint8Array() });

export function alpn(...names: (string | Uint8Array)[]): Extension {
  const list = names
    .map((name) => (typeof name === "string" ? ascii(name) : name))
    .map((name) => concat([name.length], name));
  const inside = concat(...list);
  return { type: 16, data: concat(u16(inside.length), inside) };
}

export function serverName(name: string): Extension {
  const bytes = ascii(name);
  return { type: 0, data: concat(u16(bytes.length + 3), [0], u16(bytes.length), bytes) };
}

/** The body of a ClientHello. */
export function clientBody({
  version = 0x0303,
  random = new Uint8Array(32).fill(7),
  sessionId = new Uint8Array(),
  cookie,
  ciphers = [0x1301],
  compressions = [0],
  extensions,
}: HelloParts): Uint8Array {
  return concat(
    u16(version),
    random,
    [sessionId.length],
    sessionId,
    cookie === undefined ? [] : concat([cookie.length], cookie),
    list16(ciphers),
    [compressions.length],
    compressions,
    block(extensions),
  );
}

/** The body of a ServerHello. */
export function serverBody({
  version = 0x0303,
  random = new Uint8Array(32).fill(7),
  cipher = 0x1301,
  extensions,
  draft = false,
}: ServerParts): Uint8Array {
  const [id, compression] = draft ? [[], []] : [[0], [0]];
  return concat(u16(version), random, id, u16(cipher), compression, block(extensions));
}

/** A handshake message. */
export function message(type: number, body: Uint8Array): Uint8Array {
  return concat([type], u24(body.length), body);
}

interface RecordOptions {
  readonly size?: number;
  readonly type?: number;
  readonly version?: number;
}

interface FragmentOptions {
  readonly from?: number;
  readonly to?: number;
  readonly sequence?: number;
}

interface DtlsOptions {
  readonly type?: number;
  readonly version?: number;
  readonly epoch?: number;
}

/** The bytes in records of at most so many bytes. */
export function records(
  bytes: Uint8Array,
  { size = 16_384, type = 22, version = 0x0301 }: RecordOptions = {},
): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const piece = bytes.subarray(at, at + size);
    pieces.push(concat([type], u16(version), u16(piece.length), piece));
  }
  return concat(...pieces);
}

/** A ClientHello in one record. */
export function clientRecord(parts: HelloParts): Uint8Array {
  return records(message(1, clientBody(parts)));
}

/** A ServerHello in one record. */
export function serverRecord(parts: ServerParts): Uint8Array {
  return records(message(2, serverBody(parts)));
}

/** A fragment of a message of DTLS. */
export function fragment(
  type: number,
  body: Uint8Array,
  { from = 0, to = body.length, sequence = 0 }: FragmentOptions = {},
): Uint8Array {
  const piece = body.subarray(from, to);
  return concat([type], u24(body.length), u16(sequence), u24(from), u24(piece.length), piece);
}

/** A record of DTLS. */
export function dtlsRecord(
  inside: Uint8Array,
  { type = 22, version = 0xfeff, epoch = 0 }: DtlsOptions = {},
): Uint8Array {
  return concat([type], u16(version), u16(epoch), [0, 0, 0, 0, 0, 0], u16(inside.length), inside);
}

function block(extensions: readonly Extension[] | undefined): Uint8Array {
  if (extensions === undefined) return new Uint8Array();
  const inside = concat(
    ...extensions.map(({ type, data }) => concat(u16(type), u16(data.length), data)),
  );
  return concat(u16(inside.length), inside);
}
