import {
  type ClientHello,
  ja3,
  ja3n,
  ja3String,
  ja3s,
  ja3sString,
  ja4,
  ja4Raw,
  type ServerHello,
} from "../fingerprints/index.js";
import { Recent } from "./recent.js";

/** What the hellos of a connection tell: text only, since a hello itself would be kept as long as the connection. */
export interface CapturedTls {
  /** The server name the client asked for, as written; null without one. */
  readonly sni: string | null;
  readonly ja3: string;
  readonly ja3String: string;
  readonly ja3n: string;
  /** Null where no ServerHello was captured. */
  readonly ja3s: string | null;
  readonly ja3sString: string | null;
  readonly ja4: string;
  readonly ja4Raw: string;
}

// Of many hellos few differ in what their fingerprints are made of.
const clients = new Recent((text: string, hello: ClientHello) => ({
  ja3String: text,
  ja3: ja3(hello),
  ja3n: ja3n(hello),
}));
const ja4s = new Recent((text: string, hello: ClientHello) => ({ ja4Raw: text, ja4: ja4(hello) }));
const servers = new Recent((text: string, hello: ServerHello) => ({
  ja3sString: text,
  ja3s: ja3s(hello),
}));

/** What a ClientHello tells. */
export function tlsOf(hello: ClientHello): CapturedTls {
  return {
    sni: hello.serverName,
    ...clients.of(ja3String(hello), hello),
    ja3s: null,
    ja3sString: null,
    ...ja4s.of(ja4Raw(hello), hello),
  };
}

/** The same with what the ServerHello tells. */
export function withServer(tls: CapturedTls, hello: ServerHello): CapturedTls {
  return { ...tls, ...servers.of(ja3sString(hello), hello) };
}

/** About how many bytes it takes; 0 for none. */
export function sizeOfTls(tls: CapturedTls | undefined): number {
  if (tls === undefined) return 0;
  const texts = tls.ja3String.length + tls.ja4Raw.length + (tls.ja3sString?.length ?? 0);
  return 400 + texts + (tls.sni?.length ?? 0) * 2;
}
