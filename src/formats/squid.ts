import { InputError } from "../errors.js";
import { FIELD, FIELDS, type FieldTexts } from "./fields.js";
import type { Detection, Format, Reader, Sink } from "./format.js";
import { RecordReader } from "./record-reader.js";
import { hostAndPort, parseSquid, type SquidRecord } from "./squid-record.js";
import { SyslogSlots } from "./syslog-slots.js";
import { textLines } from "./text-lines.js";

const DIALECT = {
  unset: new Set(["", "-"]),
  names: true,
  timeUnit: "ms",
  // Durations are in milliseconds.
  second: 1000,
} as const;
const LONGEST_LINE = 1 << 14;
/** The end of a line of Squid's formats `common` and `combined`, and how a request stands in them. */
const COMBINED = /\] "[^"\n]*" \d{3} -?\d+ .*\b[A-Z_]+:[A-Z_]+\s*$/m;
const WANTED =
  "holds lines of Squid's combined or common format, which do not tell where a request went; log in the native one (access_log … squid)";
const NOT_NATIVE = "not a line of Squid's native access log";
/** The peer is the server itself and no other proxy. */
const SERVER = /(?:DIRECT|ORIGINAL_DST|PINNED)$/;
/** What is asked of this proxy, or by other proxies of it, or was no request at all. */
const NO_REQUEST = /^(?:error|cache_object|internal):|\/squid-internal-/;
/** How a tunnel is logged, if it gets 200, that is opened to look into it, or to show in it that it is denied. */
const OPENING = /^(?:NONE|TCP_DENIED)/;
const BLANK = /^\s*$/;
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Squid's access log in its native format. A record is logged when its request is over: it began `elapsed` before. The
 * destination is the server's address, or the name or address in the URL where none is logged or where the request went to
 * another proxy. Bytes are those that the client got; what it sent is not logged.
 *
 * A request that was denied is a connection that the client wanted, and counts. Not so one that was answered by asking for a
 * password (407), since it comes again with one; nor the opening of a tunnel that Squid looks into (`NONE_NONE/200`), since the
 * requests in it follow, or the tunnel's own line. Lines of ICP and HTCP, of the cache manager, and of connections without request are
 * ignored, too.
 *
 * @see https://wiki.squid-cache.org/Features/LogFormat
 */
export const squid: Format = {
  id: "squid",

  detect(head: Uint8Array): Detection | undefined {
    const text = utf8.decode(head);
    // The other format is known too, so that there is an error that says what it is.
    return hasNative(text) || COMBINED.test(text.slice(0, LONGEST_LINE)) ? {} : undefined;
  },

  open(head: Uint8Array, sink: Sink): Reader {
    const text = utf8.decode(head);
    if (COMBINED.test(text.slice(0, LONGEST_LINE)) && !hasNative(text)) {
      throw new InputError(sink.intake.file, WANTED);
    }
    const lines = new SquidLines(sink);
    return textLines(sink, (line) => lines.read(line));
  },
};

function hasNative(text: string): boolean {
  return text
    .split("\n")
    .some((line) => line.length < LONGEST_LINE && !/^[[{"#]/.test(line) && parseSquid(line));
}

class SquidLines {
  readonly #sink: Sink;
  readonly #reader: RecordReader;
  readonly #slots = new SyslogSlots();
  readonly #texts: FieldTexts = new Array(FIELDS.length).fill(undefined);

  constructor(sink: Sink) {
    this.#sink = sink;
    // The format says what its times are, whatever unit others have.
    const { timeUnit: _, ...options } = sink.options;
    this.#reader = new RecordReader({ ...sink, options }, DIALECT);
  }

  read(line: string): void {
    if (BLANK.test(line)) return;
    const { intake } = this.#sink;
    const record = parseSquid(line);
    if (record === undefined) intake.reject(NOT_NATIVE, line);
    else if (isNone(record)) intake.ignored++;
    else if (!this.#fill(record)) intake.reject("a URL without host", line);
    else {
      this.#slots.give(this.#reader, this.#texts, line);
    }
  }

  /** Whether the texts of the record's fields are there now. */
  #fill({ end, elapsed, client, bytes, method, url, hierarchy, peer }: SquidRecord): boolean {
    const asked = hostAndPort(method, url);
    if (asked === undefined) return false;
    const texts = this.#texts;
    texts[FIELD.time] = String(end - Math.max(0, Number(elapsed)));
    texts[FIELD.source] = client;
    texts[FIELD.destination] = peer !== "-" && SERVER.test(hierarchy) ? peer : asked.host;
    texts[FIELD.port] = asked.port;
    texts[FIELD.bytesIn] = bytes;
    texts[FIELD.host] = asked.host;
    texts[FIELD.duration] = elapsed;
    return true;
  }
}

/** Whether a record is no request to a server, or one that comes again. */
function isNone({ code, status, method, url }: SquidRecord): boolean {
  const isPeers =
    code.startsWith("UDP_") || method.startsWith("ICP_") || method.startsWith("HTCP_");
  const isOpening = method === "CONNECT" && status === "200" && OPENING.test(code);
  return isPeers || isOpening || status === "407" || NO_REQUEST.test(url);
}
