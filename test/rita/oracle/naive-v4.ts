import { type RitaConfig, type RitaRow, ritaV4, ritaV4Proxy } from "../../../src/rita/index.js";
import { Filters } from "./filters.js";
import { distinct, max, min, shown, sum } from "./lists.js";
import type { ConnLine, HourLogs, HttpLine, SslLine } from "./logs.js";

const DAY = 86_400;
/** A group needs more connections than this, and a strobe is from so many on. */
const FEW = 23;
const STROBE = 86_400;

/** What v4 does not know. */
const NOT_V4 = {
  ...{ openCount: 0, proxyCount: 0, missingHostCount: 0, serverIps: [], proxyIps: [] },
  ...{ services: [], threatScore: 0, longConnectionScore: 0, c2OverDnsScore: 0, subdomains: 0 },
  ...{ prevalence: 0, modifiers: [], severity: null },
};

type Ends = Pick<RitaRow, "type" | "source" | "destination" | "fqdn"> & Partial<RitaRow>;

/** What was asked for by name: a request or a TLS connection, at its own time. */
interface Asked {
  readonly time: number;
  readonly source: string;
  readonly destination: string;
  readonly name: string;
  readonly port: number;
  /** The kept connections with its uid, of which the last counts. */
  readonly connections: readonly ConnLine[];
}

/** RITA v4's rows of these logs taken together; undefined when nothing is left to look at. */
export function naiveV4(imports: readonly HourLogs[], config: RitaConfig): RitaRow[] | undefined {
  const filters = new Filters(config.filtering);
  const isKept = ({ uid, source, destination }: ConnLine) =>
    uid !== "" && filters.pair(source, destination) === "keep";
  const conn = imports.flatMap(({ closed }) => closed.conn).filter(isKept);
  const open = imports.flatMap((logs) => logs.open.conn).filter(isKept);
  // Unlike v5's, sources outside are let through.
  const isPair = ({ source, destination }: HttpLine | SslLine) =>
    filters.pair(source, destination) === "keep";
  const isHttp = (line: HttpLine) =>
    line.method === "CONNECT" ? filters.http(line) : isPair(line) && filters.name(line.host);
  const isSsl = (line: SslLine) =>
    line.serverName !== "" && isPair(line) && filters.name(line.serverName);
  // Without any conn log ours reads neither http nor ssl logs.
  const halves = imports.some(({ closed }) => closed.conn.length > 0) ? imports : [];
  const http = halves.flatMap(({ closed }) => closed.http).filter((line) => isHttp(line));
  const ssl = halves.flatMap(({ closed }) => closed.ssl).filter((line) => isSsl(line));
  const times = [...conn, ...open].map(({ time }) => Math.floor(time));
  if (times.length === 0) return undefined;
  const end = max(times);
  const window = { start: Math.max(min(times), end - DAY), end };

  const asked = (line: HttpLine | SslLine, name: string): Asked => ({
    ...{ source: line.source, destination: line.destination, port: line.port, name },
    time: Math.floor(line.time),
    connections: conn.filter(({ uid }) => uid === line.uid),
  });
  const requests = http.filter(({ method }) => method !== "CONNECT");
  const names = [
    ...requests.map((line) => asked(line, line.host === "" ? hostOf(line.uri) : line.host)),
    ...ssl.map((line) => asked(line, line.serverName)),
  ].filter(({ name }) => name !== "");
  const proxied = http
    .filter(({ method }) => method === "CONNECT")
    .map((line) => asked(line, line.host));

  return shown([
    ...grouped(conn, ({ source, destination }) => `${source} ${destination}`).flatMap((lines) => {
      const seconds = lines.map(({ time }) => Math.floor(time));
      const sizes = lines.map(({ sent }) => sent);
      const [{ source, destination }] = lines as [ConnLine];
      return rowOf({ type: "ip", source, destination, fqdn: null }, seconds, sizes, lines);
    }),
    ...grouped(names, ({ source, name }) => `${source} ${name}`).flatMap((lines) => {
      const [{ source, name }] = lines as [Asked];
      const connections = lines.flatMap((line) => line.connections.slice(-1));
      const sizes = connections.map(({ sent }) => sent);
      const seconds = lines.map(({ time }) => time);
      const serverIps = distinct(lines.map(({ destination }) => destination)).sort();
      const ends = {
        type: "sni" as const,
        source,
        destination: null,
        fqdn: name,
        serverIps,
        totalDuration: 0,
      };
      return rowOf(ends, seconds, sizes, connections);
    }),
    ...grouped(proxied, ({ source, name }) => `${source} ${name}`).flatMap((lines) => {
      const [{ source, name }] = lines as [Asked];
      const seconds = lines.map(({ time }) => time);
      const proxyIps = distinct(lines.map(({ destination }) => destination)).sort();
      const ends = { type: "proxy" as const, source, destination: null, fqdn: name };
      const proxies = { proxyIps, proxyCount: lines.length };
      return rowOf({ ...ends, ...proxies }, seconds, [], []);
    }),
  ]);

  function rowOf(
    ends: Ends,
    seconds: readonly number[],
    sizes: readonly number[],
    connections: readonly ConnLine[],
  ): RitaRow[] {
    const unique = distinct(seconds);
    if (seconds.length <= FEW || unique.length <= 3) return [];
    const { type } = ends;
    const timestamps = type === "ip" ? seconds : unique;
    const sized = type === "proxy" ? undefined : ritaV4({ timestamps, sizes, ...window }, config);
    const result = type === "proxy" ? ritaV4Proxy({ timestamps, ...window }, config) : sized;
    const strobe = seconds.length >= STROBE;
    if (result === undefined && !strobe) return [];
    return [
      {
        ...NOT_V4,
        count: seconds.length,
        uniqueTimestamps: unique.length,
        score: result?.score ?? 0,
        timestampScore: result?.timestampScore ?? 0,
        dataSizeScore: sized?.dataSizeScore ?? 0,
        durationScore: result?.durationScore ?? 0,
        histogramScore: result?.histogramScore ?? 0,
        topInterval: result?.intervals.mode ?? 0,
        totalBytes: sum(connections.map(({ sent, received }) => sent + received)),
        totalDuration: sum(
          connections.map(({ duration }) => Math.ceil(duration * 10_000) / 10_000),
        ),
        finalScore: result?.score ?? 0,
        firstSeen: min(seconds),
        lastSeen: max(seconds),
        strobe,
        ...ends,
      },
    ];
  }
}

/** The host of a URI that names one. */
function hostOf(uri: string): string {
  return /^\w+:\/\/([^/:?#]*)/.exec(uri)?.[1] ?? "";
}

function grouped<T>(lines: readonly T[], keyOf: (line: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const line of lines) groups.set(keyOf(line), [...(groups.get(keyOf(line)) ?? []), line]);
  return [...groups.values()];
}
