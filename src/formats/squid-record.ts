/** The parts of a line of Squid's native access log. */
export interface SquidRecord {
  /** When the request ended, epoch milliseconds. */
  readonly end: number;
  /** Milliseconds, as written. */
  readonly elapsed: string;
  readonly client: string;
  /** Such as `TCP_MISS`. */
  readonly code: string;
  readonly status: string;
  readonly bytes: string;
  readonly method: string;
  readonly url: string;
  /** How the request went on, such as `HIER_DIRECT`. */
  readonly hierarchy: string;
  /** Address or name of whom it went to, or `-`. */
  readonly peer: string;
}

/** A URL's host and port. */
export interface HostAndPort {
  readonly host: string;
  readonly port: string | undefined;
}

const LINE =
  /(?:^|[\s:])(\d{9,11})\.(\d{3}) +(-?\d{1,15}) (\S+) ([A-Z][A-Z_]*)\/(\d{3}) (-?\d{1,15}) (\S+) (\S+) \S+ ([A-Z][A-Z_]*)\/(\S+)(?: |$)/;
const URL_PARTS = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/?#]*)/;
const DEFAULT_PORTS: Readonly<Record<string, string>> = {
  http: "80",
  https: "443",
  ws: "80",
  wss: "443",
  ftp: "21",
};

/**
 * Takes a line apart, with or without a syslog header before it; undefined where it is not one of the native format
 * (`%ts.%03tu %6tr %>a %Ss/%03>Hs %<st %rm %ru %[un %Sh/%<a %mt`). What follows behind that is left.
 *
 * @see https://wiki.squid-cache.org/Features/LogFormat
 *
 * @example parseSquid("1792834567.123    250 10.1.2.3 TCP_MISS/200 900 GET http://a.example/ - HIER_DIRECT/203.0.113.9 text/html")?.peer; // => "203.0.113.9"
 * @example parseSquid("10.1.2.3 - - [24/Nov/2026:10:00:00 +0000] \"GET http://a.example/ HTTP/1.1\" 200 1"); // => undefined
 */
export function parseSquid(line: string): SquidRecord | undefined {
  const match = LINE.exec(line);
  if (match === null) return undefined;
  return {
    end: Number(match[1]) * 1000 + Number(match[2]),
    elapsed: match[3] as string,
    client: match[4] as string,
    code: match[5] as string,
    status: match[6] as string,
    bytes: match[7] as string,
    method: match[8] as string,
    url: match[9] as string,
    hierarchy: match[10] as string,
    peer: match[11] as string,
  };
}

/**
 * Whom a request is for: the host and port of a CONNECT, else of a URL, with its scheme's port where it names none; undefined
 * for a text that is neither. The brackets of an IPv6 address are taken off.
 *
 * @example hostAndPort("CONNECT", "[2001:db8::1]:8443"); // => { host: "2001:db8::1", port: "8443" }
 * @example hostAndPort("GET", "http://user@a.example/x?y=//z:1"); // => { host: "a.example", port: "80" }
 */
export function hostAndPort(method: string, url: string): HostAndPort | undefined {
  const isTunnel = method === "CONNECT" && !url.includes("/");
  const parts = isTunnel ? [url, "https", url] : URL_PARTS.exec(url);
  if (parts === null) return undefined;
  const [, scheme = "", authority = ""] = parts;
  const named = authority.slice(authority.lastIndexOf("@") + 1);
  const colon = named.lastIndexOf(":");
  const hasPort = colon >= 0 && !named.endsWith("]");
  const host = hasPort ? named.slice(0, colon) : named;
  const port = hasPort ? named.slice(colon + 1) : "";
  if (host === "") return undefined;
  return {
    host: host.startsWith("[") && host.endsWith("]") ? host.slice(1, -1) : host,
    port: port === "" ? DEFAULT_PORTS[scheme.toLowerCase()] : port,
  };
}
