import { skipSessionId } from "./client-hello.js";
import { Cursor } from "./cursor.js";
import { EXTENSION, eachExtension } from "./extensions.js";
import type { ServerHello } from "./hello.js";
import { type HelloOptions, helloMessages } from "./hello-messages.js";
import { HANDSHAKE, type Message, u16 } from "./message.js";

/** SHA-256 of "HelloRetryRequest": what the random of one is (RFC 8446 section 4.1.3). */
const RETRY_RANDOM = Uint8Array.from(
  "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c".match(/../g) ?? [],
  (hex) => Number.parseInt(hex, 16),
);

/**
 * Reads the first ServerHello, which may be a HelloRetryRequest: `helloRetryRequest` tells. Takes what `parseClientHello`
 * takes; warnings, HelloVerifyRequests and the retry requests of early drafts before it are skipped. Throws a TlsError.
 */
export function parseServerHello(bytes: Uint8Array, options: HelloOptions = {}): ServerHello {
  const { value } = helloMessages(bytes, HANDSHAKE.serverHello, options).next();
  return serverHelloOf(value);
}

/** Reads the first ServerHello that answers, going over HelloRetryRequests. Throws a TlsError. */
export function parseAnswer(bytes: Uint8Array, options: HelloOptions = {}): ServerHello {
  const messages = helloMessages(bytes, HANDSHAKE.serverHello, options);
  for (;;) {
    const hello = serverHelloOf(messages.next().value);
    if (!hello.helloRetryRequest) return hello;
  }
}

function serverHelloOf(message: Message): ServerHello {
  const { body, transport } = message;
  const cursor = new Cursor(message);
  const legacyVersion = cursor.u16("the version");
  const random = cursor.skip(32, "the random");
  const isDraft = isShortDraft(legacyVersion);
  if (!isDraft) skipSessionId(cursor);
  const cipher = cursor.u16("the cipher suite");
  if (!isDraft) cursor.u8("the compression method");
  const extensions: number[] = [];
  let selectedVersion: number | null = null;
  let sound = true;
  const whole = eachExtension(cursor, body, (type, from, to) => {
    extensions.push(type);
    if (type !== EXTENSION.supportedVersions) return;
    if (to - from === 2) selectedVersion = u16(body, from);
    else sound = false;
  });
  const helloRetryRequest = RETRY_RANDOM.every((byte, at) => body[random + at] === byte);
  const malformed = !(sound && whole);
  return {
    transport,
    legacyVersion,
    selectedVersion,
    cipher,
    extensions,
    helloRetryRequest,
    malformed,
  };
}

/** Drafts of TLS 1.3 up to 21 name themselves in the version, and have neither session id nor compression method. */
function isShortDraft(version: number): boolean {
  return version >= 0x7f00 && version <= 0x7f15;
}
