import { parseClientHello } from "./client-hello.js";
import type { ClientHello, ServerHello } from "./hello.js";
import type { HelloOptions } from "./hello-messages.js";
import { HANDSHAKE, type HelloType } from "./message.js";
import { plausibleHello } from "./plausible.js";
import { RECORD } from "./record.js";
import { parseAnswer } from "./server-hello.js";
import { TlsError } from "./tls-error.js";

/** How a stream is searched. */
export interface SearchOptions {
  /** Where to begin: the `from` of an earlier search that asked for more bytes of the same stream; default 0. */
  readonly from?: number;
  /** A hello must end within so many bytes of the stream; default 16,384. */
  readonly limit?: number;
  /** Whether no more bytes will come, so that what looks like the first part of a hello is passed over; default false. */
  readonly complete?: boolean;
  /** `q`: the stream is what QUIC's CRYPTO frames carry, handshake messages without records; default TLS or DTLS. */
  readonly transport?: "q";
}

/**
 * What a search told. `found`: the hello and where its record begins. `more`: it may yet come; another search of the same
 * stream may begin at `from`. `never`: it cannot, within the limit.
 */
export type HelloSearch<Hello> =
  | { readonly state: "found"; readonly hello: Hello; readonly offset: number }
  | { readonly state: "more"; readonly from: number }
  | { readonly state: "never" };

type Parse<Hello> = (bytes: Uint8Array, options?: HelloOptions) => Hello;

const LIMIT = 16_384;

/** Bytes that look like a hello so often and are none are made to look so; each look may cost as much as the limit. */
const MOST_TRIES = 32;

/**
 * Searches what a client sent, from its first byte, for the first ClientHello: at once or after plain text (STARTTLS, a
 * proxy's CONNECT, a request for encryption as PostgreSQL's), in TLS over a stream or in DTLS datagrams that stand one after
 * the other. A hello is believed where a record's types, versions and lengths agree and its whole inside can be read.
 * Never throws on bytes.
 */
export function searchClientHello(
  stream: Uint8Array,
  options: SearchOptions = {},
): HelloSearch<ClientHello> {
  return search(stream, options, HANDSHAKE.clientHello, parseClientHello);
}

/** Searches what a server sent for the first ServerHello that is no HelloRetryRequest, as `searchClientHello` does. */
export function searchServerHello(
  stream: Uint8Array,
  options: SearchOptions = {},
): HelloSearch<ServerHello> {
  return search(stream, options, HANDSHAKE.serverHello, parseAnswer);
}

/** The hello that `searchClientHello` finds; undefined for none, or none yet. */
export function findClientHello(
  stream: Uint8Array,
  options: SearchOptions = {},
): ClientHello | undefined {
  const found = searchClientHello(stream, options);
  return found.state === "found" ? found.hello : undefined;
}

/** The hello that `searchServerHello` finds; undefined for none, or none yet. */
export function findServerHello(
  stream: Uint8Array,
  options: SearchOptions = {},
): ServerHello | undefined {
  const found = searchServerHello(stream, options);
  return found.state === "found" ? found.hello : undefined;
}

function search<Hello>(
  stream: Uint8Array,
  { from = 0, limit = LIMIT, complete = false, transport }: SearchOptions,
  wanted: HelloType,
  parse: Parse<Hello>,
): HelloSearch<Hello> {
  const bytes = stream.subarray(0, limit);
  const isLast = complete || stream.length >= limit;
  if (transport === "q") return searchBare(bytes, isLast, wanted, parse);
  let tries = 0;
  for (let at = from; tries < MOST_TRIES; at++) {
    at = candidateFrom(bytes, at);
    if (at < 0) return isLast ? { state: "never" } : { state: "more", from: bytes.length };
    const plausible = at === 0 ? "yes" : plausibleHello(bytes, at, wanted);
    if (plausible === "short" && !isLast) return { state: "more", from: at };
    if (plausible !== "yes") continue;
    tries++;
    const result = attempt(bytes.subarray(at), parse);
    if (result === "truncated") {
      if (!isLast) return { state: "more", from: at };
    } else if (result !== undefined) return { state: "found", hello: result, offset: at };
  }
  return { state: "never" };
}

/** A search where nothing may stand before the hello. */
function searchBare<Hello>(
  bytes: Uint8Array,
  isLast: boolean,
  wanted: HelloType,
  parse: Parse<Hello>,
): HelloSearch<Hello> {
  const first = bytes[0] ?? wanted;
  const result =
    first === wanted ? attempt(bytes, (all) => parse(all, { transport: "q" })) : undefined;
  if (result === "truncated") return isLast ? { state: "never" } : { state: "more", from: 0 };
  return result === undefined ? { state: "never" } : { state: "found", hello: result, offset: 0 };
}

/** Where the next record may begin; at the very beginning it may also be an alert or the like, and the hello after it. */
function candidateFrom(bytes: Uint8Array, at: number): number {
  const first = bytes[0] ?? 0;
  const isRecord = first >= RECORD.changeCipherSpec && first <= RECORD.handshake;
  return at === 0 && isRecord ? 0 : bytes.indexOf(RECORD.handshake, at);
}

function attempt<Hello>(
  bytes: Uint8Array,
  parse: (bytes: Uint8Array) => Hello,
): Hello | "truncated" | undefined {
  try {
    return parse(bytes);
  } catch (error) {
    if (!(error instanceof TlsError)) throw error;
    return error.truncated ? "truncated" : undefined;
  }
}
