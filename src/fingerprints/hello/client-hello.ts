import { Cursor } from "./cursor.js";
import { EXTENSION, eachExtension } from "./extensions.js";
import type { ClientHello } from "./hello.js";
import { type HelloOptions, helloMessages } from "./hello-messages.js";
import { HANDSHAKE, type Message } from "./message.js";
import { namesIn, serverNameIn } from "./names.js";
import { numbersIn, type Vector, vectorIn } from "./vector.js";

const NONE: readonly number[] = [];

/**
 * Reads the first ClientHello in TLS records (over several where it spans them), DTLS records with their fragments, or a
 * handshake message without records. Bytes after it are not looked at. Throws a TlsError for anything else; its `truncated`
 * says that more bytes may make a hello.
 */
export function parseClientHello(bytes: Uint8Array, options: HelloOptions = {}): ClientHello {
  const { value } = helloMessages(bytes, HANDSHAKE.clientHello, options).next();
  return clientHelloOf(value);
}

function clientHelloOf(message: Message): ClientHello {
  const { body, transport } = message;
  const cursor = new Cursor(message);
  const legacyVersion = cursor.u16("the version");
  cursor.skip(32, "the random");
  skipSessionId(cursor);
  if (transport === "d") cursor.skip(cursor.u8("the cookie's length"), "a cookie");
  const length = cursor.u16("the length of the cipher suites");
  const from = cursor.skip(length, "cipher suites");
  const ciphers = numbersIn(body, from, cursor.at, 2);
  cursor.skip(cursor.u8("the length of the compression methods"), "compression methods");
  const extensions: number[] = [];
  const lists = new Map<number, readonly number[]>();
  let alpn: readonly string[] = [];
  let serverName: string | null = null;
  let sound = ciphers.sound;
  const whole = eachExtension(cursor, body, (type, start, end) => {
    extensions.push(type);
    const list = listIn(body, type, start, end);
    if (list !== undefined) {
      lists.set(type, list.values);
      sound &&= list.sound;
    } else if (type === EXTENSION.alpn) {
      const names = namesIn(body, start, end);
      alpn = names.values;
      sound &&= names.sound;
    } else if (type === EXTENSION.serverName) {
      const name = serverNameIn(body, start, end);
      serverName = name.value;
      sound &&= name.sound;
    }
  });
  return {
    transport,
    legacyVersion,
    supportedVersions: lists.get(EXTENSION.supportedVersions) ?? NONE,
    ciphers: ciphers.values,
    extensions,
    groups: lists.get(EXTENSION.groups) ?? NONE,
    pointFormats: lists.get(EXTENSION.pointFormats) ?? NONE,
    signatureAlgorithms: lists.get(EXTENSION.signatureAlgorithms) ?? NONE,
    alpn,
    hasServerName: extensions.includes(EXTENSION.serverName),
    serverName,
    malformed: !(sound && whole),
  };
}

/** Goes over a session id, which has at most 32 bytes in every version. */
export function skipSessionId(cursor: Cursor): void {
  const length = cursor.u8("the session id's length");
  if (length > 32) throw cursor.error(`a session id of ${length} bytes`, cursor.at - 1);
  cursor.skip(length, "a session id");
}

/** The numbers of an extension that holds a list of them; undefined for other extensions. */
function listIn(body: Uint8Array, type: number, from: number, to: number): Vector | undefined {
  switch (type) {
    case EXTENSION.groups:
    case EXTENSION.signatureAlgorithms:
      return vectorIn(body, from, to, 2, 2);
    case EXTENSION.supportedVersions:
      return vectorIn(body, from, to, 1, 2);
    case EXTENSION.pointFormats:
      return vectorIn(body, from, to, 1, 1);
    default:
      return undefined;
  }
}
