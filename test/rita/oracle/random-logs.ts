import fc from "fast-check";
import type { RitaConfig, RitaPreset } from "../../../src/rita/index.js";
import { RITA_PRESETS } from "../../../src/rita/index.js";
import type { ConnLine, DnsLine, Half, HourLogs, HttpLine, SslLine } from "./logs.js";

/** A folder of logs and what is to be read with them. */
export interface World {
  readonly imports: readonly HourLogs[];
  readonly format: "tsv" | "json";
  readonly preset: RitaPreset;
  readonly config: RitaConfig;
  readonly externalToInternal: "drop" | "keep" | undefined;
  readonly rolling: boolean;
  /** Epoch seconds. */
  readonly now: number;
}

/** 2026-03-09, a Monday. */
const FIRST_DAY = 1_773_014_400;
const HOUR = 3600;
const DAY = 86_400;

const PROXY = "10.0.0.9";
const NEVER = "203.0.113.66";
const ALWAYS = "10.9.9.9";
const inside = fc.constantFrom("10.0.0.1", "10.0.0.2", "192.168.3.3", "fd00::4");
const outside = fc.constantFrom("203.0.113.1", "203.0.113.2", "198.51.100.3", "2001:db8::4");
const address = fc.oneof(
  { weight: 3, arbitrary: inside },
  { weight: 5, arbitrary: outside },
  { weight: 1, arbitrary: fc.constantFrom(PROXY, NEVER, ALWAYS) },
);
const names = ["a.example", "b.example", "a.example:443", "no.never.test", "203.0.113.1"];
const host = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("a.example", "b.example") },
  { weight: 3, arbitrary: fc.constantFrom(...names) },
  { weight: 1, arbitrary: fc.constant("") },
);

/** Connections of two hosts one after the other, and what was asked for over them. */
interface Talk {
  readonly ends: readonly [string, string];
  readonly start: number;
  readonly step: number;
  readonly repeat: number;
  readonly uid: number;
  readonly uidStep: number;
  readonly isOpen: boolean;
  readonly connections: number;
  readonly duration: number;
  readonly sizes: readonly number[];
  readonly service: string;
  readonly requests: readonly Request[];
}

interface Request {
  readonly isSsl: boolean;
  readonly isConnect: boolean;
  readonly host: string;
  readonly delay: number;
  readonly userAgent: string;
  readonly types: string;
  readonly uri: string;
  readonly ja3: string;
}

const request: fc.Arbitrary<Request> = fc.record({
  isSsl: fc.boolean(),
  isConnect: fc.boolean(),
  host,
  delay: fc.constantFrom(0, 0, 1, 2.5, 3700),
  userAgent: fc.constantFrom("", "curl", "wget", "odd"),
  types: fc.constantFrom("", "", "text/html", "text/plain,text/css", "image/png"),
  uri: fc.constantFrom("/", "/a.html", "/b.txt?c", "/d"),
  ja3: fc.constantFrom("", "aa", "bb", "curl"),
});

const talk = (most: number): fc.Arbitrary<Talk> =>
  fc.record({
    ends: fc.oneof(
      { weight: 6, arbitrary: fc.tuple(inside, outside) },
      { weight: 2, arbitrary: fc.tuple(inside, fc.constant(PROXY)) },
      { weight: 1, arbitrary: fc.tuple(address, address) },
    ),
    start: fc.oneof(
      fc.constantFrom(-1, 0, 0.5, 1, 1800, 3599, 3599.75, 3600),
      fc.integer({ min: -7300, max: 7300 }),
    ),
    step: fc.constantFrom(0, 1, 60, 60, 600, 1200.25, HOUR, HOUR),
    repeat: fc.oneof(fc.constantFrom(1, 4, most), fc.integer({ min: 1, max: most })),
    uid: fc.integer({ min: 0, max: 5 }),
    uidStep: fc.constantFrom(0, 1, 1, 10),
    isOpen: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
    connections: fc.constantFrom(0, 1, 1, 1, 1, 1, 1, 2),
    duration: fc.constantFrom(0, 1, 1, 0.25, 0.1234567, 900, 1200, 4000.5, 15_000),
    sizes: fc.array(fc.constantFrom(0, 40, 100, 100, 1500, 70_000), { minLength: 1, maxLength: 4 }),
    service: fc.constantFrom("", "http", "ssl"),
    requests: fc.oneof(
      { weight: 12, arbitrary: fc.array(request, { maxLength: 3 }) },
      { weight: 1, arbitrary: fc.array(request, { minLength: 19, maxLength: 23 }) },
    ),
  });

const query = fc.record({
  ends: fc.tuple(inside, fc.oneof(fc.constantFrom("10.0.0.53", PROXY), address)),
  start: fc.oneof(fc.constantFrom(-1, 0, 3599.5, 3600), fc.integer({ min: -7300, max: 7300 })),
  name: fc.constantFrom(
    ...names,
    ...["example", "c.example", "x.a.example", "y.a.example", "z.z.a.example", "printer.local"],
    ...["u.co.uk", "v.u.co.uk", "1.0.0.10.in-addr.arpa"],
  ),
  type: fc.constantFrom("A", "A", "A", "AAAA", "TXT"),
  answers: fc.array(
    fc.constantFrom("203.0.113.1", "203.0.113.2", "198.51.100.3", "c.example", "10.0.0.1"),
    { maxLength: 2 },
  ),
});

/** Worlds made to collide: few hosts, few names, few uids, times around the borders of hours. */
export function worlds({ imports, talks, repeat }: Size): fc.Arbitrary<World> {
  const hour = fc.record({
    time: fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 0, max: 4 }) },
      { weight: 3, arbitrary: fc.integer({ min: 0, max: 60 }) },
      { weight: 1, arbitrary: fc.constantFrom(-35 * 24, -31 * 24, -7 * 24, -8 * 24) },
    ),
    talks: fc.array(talk(repeat), { minLength: 1, maxLength: talks }),
    queries: fc.array(query, { maxLength: 6 }),
  });
  return fc
    .record({
      hours: fc.uniqueArray(hour, {
        minLength: 1,
        maxLength: imports,
        selector: ({ time }) => time,
      }),
      format: fc.constantFrom("tsv" as const, "json" as const),
      preset: fc.constantFrom("file" as const, "code" as const),
      isChanged: fc.boolean(),
      externalToInternal: fc.constantFrom(undefined, "drop" as const, "keep" as const),
      rolling: fc.boolean(),
      later: fc.constantFrom(0, HOUR, DAY - 10, DAY + 10, 20 * DAY, 40 * DAY),
    })
    .map(({ hours, isChanged, later, ...rest }) => {
      const sorted = hours.toSorted((a, b) => a.time - b.time);
      const preset = RITA_PRESETS[rest.preset];
      const last = FIRST_DAY + (sorted.at(-1)?.time ?? 0) * HOUR;
      return {
        ...rest,
        imports: sorted.map(({ time, talks: said, queries }) =>
          hourLogs(FIRST_DAY + time * HOUR, said, queries),
        ),
        config: isChanged ? changed(preset) : listed(preset),
        now: last + later,
      };
    });
}

/** How much there is in a world at most. */
export interface Size {
  readonly imports: number;
  readonly talks: number;
  readonly repeat: number;
}

function listed(config: RitaConfig): RitaConfig {
  const { filtering } = config;
  return {
    ...config,
    filtering: {
      ...filtering,
      alwaysIncludedSubnets: [ALWAYS],
      alwaysIncludedDomains: ["yes.never.test"],
      neverIncludedSubnets: [...filtering.neverIncludedSubnets, NEVER],
      neverIncludedDomains: ["*.never.test"],
    },
    scoring: { ...config.scoring, c2ScoreThresholds: { base: 3, low: 4, medium: 5, high: 6 } },
  };
}

/** Also with thresholds of prevalence that few hosts can reach, and other weights. */
function changed(config: RitaConfig): RitaConfig {
  const { filtering, scoring, modifiers } = listed(config);
  const weights = { timestampScoreWeight: 0.1, datasizeScoreWeight: 0.2 };
  const others = { durationScoreWeight: 0.3, histogramScoreWeight: 0.4 };
  return {
    filtering,
    scoring: {
      ...scoring,
      beacon: { ...scoring.beacon, ...weights, ...others, uniqueConnectionThreshold: 5 },
    },
    modifiers: {
      ...modifiers,
      prevalenceIncreaseThreshold: 0.4,
      prevalenceDecreaseThreshold: 0.7,
      firstSeenIncreaseThreshold: 1,
      firstSeenDecreaseThreshold: 8,
    },
  };
}

function hourLogs(time: number, talks: readonly Talk[], queries: readonly QueryRecipe[]): HourLogs {
  const date = new Date(time * 1000).toISOString();
  return {
    day: date.slice(0, 10),
    hour: Number(date.slice(11, 13)),
    closed: halfOf(
      time,
      talks.filter(({ isOpen }) => !isOpen),
    ),
    open: halfOf(
      time,
      talks.filter(({ isOpen }) => isOpen),
    ),
    dns: queries.map(({ ends: [source, destination], start, name, type, answers }, i): DnsLine => {
      return {
        ...{ time: time + start, uid: `D${i}`, source, destination },
        ...{ query: name, type, answers },
      };
    }),
  };
}

interface QueryRecipe {
  readonly ends: readonly [string, string];
  readonly start: number;
  readonly name: string;
  readonly type: string;
  readonly answers: readonly string[];
}

function halfOf(time: number, talks: readonly Talk[]): Half {
  const conn: ConnLine[] = [];
  const http: HttpLine[] = [];
  const ssl: SslLine[] = [];
  talks.forEach((one, index) => {
    const [source, destination] = one.ends;
    for (let i = 0; i < one.repeat; i++) {
      const began = time + one.start + i * one.step;
      // Uids are shared between talks of the same ends, as Zeek's are by what goes over one connection.
      const uid = `C${source}>${destination}${(one.uid + i * one.uidStep) % 12}`;
      const shared = { uid, source, destination };
      for (let n = 0; n < one.connections; n++) {
        conn.push({
          ...{ ...shared, time: began + n, port: index % 2 === 0 ? 443 : 80, protocol: "tcp" },
          ...{ service: one.service, duration: one.duration, received: 10 },
          sent: one.sizes[i % one.sizes.length] as number,
        });
      }
      for (const { isSsl, isConnect, delay, ...said } of one.requests) {
        const line = { ...shared, time: began + delay };
        const { host: name, userAgent, types, uri, ja3 } = said;
        const method = isConnect ? "CONNECT" : "GET";
        if (isSsl) ssl.push({ ...line, port: 443, serverName: name, ja3 });
        else http.push({ ...line, port: 80, method, host: name, uri, userAgent, types });
      }
    }
  });
  return { conn, http, ssl };
}
