import { mimeMismatches } from "../../../src/rita/dataset/mime-mismatch.js";
import { registeredDomain } from "../../../src/rita/dataset/registered-domain.js";
import {
  bucketedThreatScore,
  type RitaConfig,
  type RitaModifier,
  type RitaRow,
  ritaV5,
  severityOf,
} from "../../../src/rita/index.js";
import { Filters } from "./filters.js";
import { type Joined, type JoinedHalf, joinHalf } from "./joined.js";
import { distinct, max, min, shown, sum } from "./lists.js";
import type { DnsLine, HourLogs } from "./logs.js";

const HOUR = 3600;
const DAY = 86_400;
const STROBE = 86_400;
const LONG = 3600;
/** How old the newest time may be for days to be counted from now. */
const FRESH = DAY;
/** Stands between the signatures of which RITA may name any. */
export const EITHER = " or ";
const NO_SCORE = {
  ...{ score: 0, timestampScore: 0, dataSizeScore: 0, durationScore: 0, histogramScore: 0 },
  ...{ topInterval: 0, threatScore: 0 },
};

/** What the data set is told beside the configuration; `now` in epoch seconds. */
export interface Setting {
  readonly config: RitaConfig;
  readonly rolling: boolean;
  readonly now: number;
}

interface Window {
  readonly start: number;
  readonly end: number;
}

interface Query extends DnsLine {
  readonly at: number;
}

/** A row with the number of the import that gave it. */
interface Found {
  readonly key: string;
  readonly row: RitaRow;
}

/** RITA v5's rows of these imports, made one import after the other; undefined when nothing is left to look at. */
export function naiveV5(imports: readonly HourLogs[], setting: Setting): RitaRow[] | undefined {
  const found: Found[] = [];
  const state = new State(setting);
  for (const logs of imports) found.push(...state.take(logs));
  const { all } = state;
  if (all === undefined) return undefined;
  const newest = new Map(found.map(({ key, row }) => [key, row]));
  return shown([...newest.values()].filter((row) => hourOf(row.lastSeen) >= hourOf(all.start)));
}

/** Everything that the imports so far have brought. */
class State {
  readonly #setting: Setting;
  readonly #filters: Filters;
  #at = 0;
  /** The window of what makes beacons, after this import. */
  beacons: Window | undefined;
  /** The window of everything. */
  all: Window | undefined;
  /** Of closed connections, all imports. */
  #addresses: Joined[] = [];
  #names: Joined[] = [];
  #queries: Query[] = [];
  /** Of open connections, the latest import. */
  #open: JoinedHalf = { addresses: [], names: [] };
  /** Of open connections and hours of DNS, all imports. */
  readonly #otherTimes: number[] = [];
  /** First times by address and by name, all imports. */
  readonly #history = new Map<string, number>();

  constructor(setting: Setting) {
    this.#setting = setting;
    this.#filters = new Filters(setting.config.filtering);
  }

  take({ closed, open, dns }: HourLogs): Found[] {
    const at = ++this.#at;
    const filters = this.#filters;
    const { addresses, names } = joinHalf(closed, at, filters);
    this.#addresses.push(...addresses);
    this.#names.push(...names);
    this.#open = joinHalf(open, at, filters);
    this.#otherTimes.push(...counted(this.#open));
    for (const line of dns) {
      const { source, destination, query } = line;
      const isKept = query.includes(".") && filters.dnsPair(source, destination);
      if (!isKept || !filters.name(query)) continue;
      this.#queries.push({ ...line, time: Math.floor(line.time), at });
      this.#otherTimes.push(hourOf(line.time));
    }
    const times = counted({ addresses: this.#addresses, names: this.#names });
    this.beacons = windowOf(times);
    this.all = windowOf([...times, ...this.#otherTimes]);
    this.#remember();
    return [...this.#nameRows(), ...this.#addressRows(), ...this.#domainRows()];
  }

  #remember(): void {
    const note = (key: string, time: number) =>
      this.#history.set(key, Math.min(time, this.#history.get(key) ?? time));
    for (const line of [...this.#addresses, ...this.#open.addresses])
      note(`ip ${this.#outside(line)}`, line.time);
    for (const line of [...this.#names, ...this.#open.names]) note(`name ${line.name}`, line.time);
    for (const { query, time } of this.#queries) note(`name ${query}`, time);
  }

  /** Whether this import brought it. */
  #isNew = ({ at }: { readonly at: number }) => at === this.#at;
  #inBeacons = ({ time }: { readonly time: number }) => isWithin(time, this.beacons);
  #inAll = ({ time }: { readonly time: number }) => isWithin(time, this.all);

  /** The end of a connection that prevalence is about. */
  #outside({ source, destination }: Joined): string {
    return this.#filters.isInternal(source) ? destination : source;
  }

  #internal(addresses: readonly string[]): string[] {
    return distinct(addresses.filter((address) => this.#filters.isInternal(address)));
  }

  #nameRows(): Found[] {
    const touched = [...this.#names.filter(this.#isNew), ...this.#open.names];
    return distinct(touched.map(nameKey)).flatMap((key) => {
      const isOf = (line: Joined) => nameKey(line) === key;
      const isTouched = this.#names.some((line) => this.#isNew(line) && isOf(line));
      const closed = isTouched ? this.#names.filter(isOf).filter(this.#inBeacons) : [];
      const open = this.#open.names.filter(isOf);
      const { source, name } = touched.find(isOf) as Joined;
      const events = closed.filter(isEvent);
      const answered = [...events, ...open];
      const direct = events.filter(({ proxied }) => !proxied);
      const proxied = events.filter((line) => line.proxied);
      const seconds = (lines: Joined[]) => distinct(lines.map(({ time }) => time)).length;
      const times = [...events, ...open].map(({ time }) => time);
      return this.#row(key, [...byTime(direct), ...byTime(proxied)], {
        ...{ type: "sni", source, destination: null, fqdn: name },
        ...{ closed, open, firstSeen: min(times), lastSeen: max(times) },
        openCount: open.filter(isEvent).length,
        proxyCount: answered.filter((line) => line.proxied).length,
        uniqueTimestamps: Math.max(seconds(direct), seconds(proxied)),
        serverIps: distinct(answered.filter((l) => !l.proxied).map((line) => line.destination)),
        proxyIps: distinct(answered.filter((l) => l.proxied).map((line) => line.destination)),
        partners: this.#partnersOfName(name),
        signatures: this.#signaturesOfName(source, name),
        history: this.#history.get(`name ${name}`),
        mismatches: sum(
          this.#names
            .filter(isOf)
            .filter(this.#inAll)
            .map(({ types, uri }) => mimeMismatches(types, uri)),
        ),
      });
    });
  }

  #addressRows(): Found[] {
    const fresh = this.#addresses.filter(this.#isNew);
    const touched = [...fresh, ...this.#open.addresses];
    const taken = new Set(this.#takenUids());
    return distinct(touched.map(addressKey)).flatMap((key) => {
      const isOf = (line: Joined) => addressKey(line) === key;
      const isFree = (lines: Joined[]) =>
        lines.length > 0 && !lines.some(({ uid }) => taken.has(uid));
      const open = this.#open.addresses.filter(isOf);
      if (!isFree(fresh.filter(isOf)) && !isFree(open)) return [];
      const closed = this.#addresses.filter(isOf).filter(this.#inBeacons);
      const events = closed.filter(isEvent);
      const { source, destination } = touched.find(isOf) as Joined;
      const outside = this.#outside(touched.find(isOf) as Joined);
      const closedTimes = closed.map(({ time }) => time);
      const swapped = (time: number) => (open.length === 0 ? [] : [time]);
      const openTimes = open.map(({ time }) => time);
      return this.#row(key, byTime(events), {
        ...{ type: "ip", source, destination, fqdn: null, closed, open },
        // The last of the open ones stands for their first, and the other way round.
        firstSeen: min([...closedTimes, ...swapped(max(openTimes))]),
        lastSeen: max([...closedTimes, ...swapped(min(openTimes))]),
        openCount: open.length,
        proxyCount: 0,
        uniqueTimestamps: distinct(closedTimes).length,
        serverIps: [],
        proxyIps: [],
        partners: this.#internal(
          [...this.#addresses.filter(this.#inBeacons), ...this.#open.addresses]
            .filter((line) => this.#outside(line) === outside)
            .map((line) => (this.#outside(line) === line.source ? line.destination : line.source)),
        ),
        signatures: this.#signaturesOfAddress(source, destination),
        history: this.#history.get(`ip ${outside}`),
        mismatches: 0,
      });
    });
  }

  /** Uids of names that are beacons or long: address groups that have one are not looked at. */
  #takenUids(): string[] {
    const fresh = this.#names.filter(this.#isNew);
    const { uniqueConnectionThreshold: least } = this.#setting.config.scoring.beacon;
    const taken = distinct(fresh.map(nameKey)).filter((key) => {
      const group = this.#names.filter((one) => nameKey(one) === key);
      const events = group.filter(this.#inBeacons).filter(isEvent);
      const isBeacon =
        distinct(events.map(({ time }) => time)).length >= least && events.length < STROBE;
      return isBeacon || sum(events.map(({ duration }) => duration)) >= LONG;
    });
    const closed = fresh.filter((line) => taken.includes(nameKey(line)));
    return [...closed, ...this.#open.names].map(({ uid }) => uid);
  }

  #partnersOfName(name: string, asked?: readonly Query[]): string[] {
    const events = this.#names.filter(this.#inBeacons).filter(isEvent);
    const lines = [...events, ...this.#open.names].filter((line) => line.name === name);
    // Without a window of beacons every query counts.
    const isIn = this.beacons === undefined ? () => true : this.#inBeacons;
    const queries = (asked ?? this.#queries.filter(isIn)).filter(({ query }) => query === name);
    return this.#internal([...lines, ...queries].flatMap(endsOf));
  }

  #networkSize(): number {
    const closed = [...this.#addresses, ...this.#names.filter(isEvent)];
    const within = [...closed, ...this.#queries].filter(this.#inAll);
    const lines = [...within, ...this.#open.addresses, ...this.#open.names];
    return this.#internal(lines.flatMap(endsOf)).length;
  }

  /** Signatures that this source ever used with this name, and of late with one name only. */
  #signaturesOfName(source: string, name: string): string[] {
    const lines = this.#names.filter((line) => line.source === source);
    const late = lines.filter(this.#inAll);
    return signaturesOf(lines.filter((line) => line.name === name)).filter((signature) => {
      const users = late.filter((line) => signaturesOf([line]).includes(signature));
      return distinct(users.map((line) => line.name)).length === 1;
    });
  }

  /** User agents of requests without a host to this address, used of late with one address only, hosts or not. */
  #signaturesOfAddress(source: string, destination: string): string[] {
    const lines = [...this.#addresses, ...this.#names].filter((line) => line.source === source);
    const late = lines.filter(this.#inAll);
    const missing = this.#addresses.filter(
      (line) =>
        line.source === source && line.destination === destination && line.role === "marker",
    );
    return signaturesOf(missing).filter((signature) => {
      const users = late.filter((line) => signaturesOf([line]).includes(signature));
      return distinct(users.map((line) => this.#endOf(line))).length === 1;
    });
  }

  /** What a signature was used with: of a request without a host the end outside, else who was asked. */
  #endOf({ role, source, destination }: Joined): string {
    return role === "marker" && !this.#filters.isInternal(source) ? source : destination;
  }

  #domainRows(): Found[] {
    const domains = distinct(
      this.#queries.filter(this.#isNew).map(({ query }) => registeredDomain(query)),
    );
    return domains.flatMap((domain) => {
      if (domain === "" || /(^|\.)(arpa|local)$/.test(domain)) return [];
      const known = this.#queries.filter(({ query }) => registeredDomain(query) === domain);
      const queries = known.filter(this.#inAll);
      const subdomains = distinct(queries.map(({ query }) => query)).length;
      const { config } = this.#setting;
      const c2OverDnsScore = bucketedThreatScore(subdomains, config.scoring.c2ScoreThresholds);
      if (c2OverDnsScore === 0) return [];
      const times = known.map(({ time }) => time);
      const asked = [...this.#names, ...this.#open.names].map((line) => line.name);
      const names = distinct([...asked, ...known.map(({ query }) => query)]).filter(
        (name) => registeredDomain(name) === domain,
      );
      const partners = this.#internal([
        ...queries.flatMap(endsOf),
        ...names.flatMap((name) => this.#partnersOfName(name, queries)),
      ]);
      const prevalence = partners.length / this.#networkSize();
      const earliest = [...this.#history]
        .filter(([key]) => key.startsWith("name ") && registeredDomain(key.slice(5)) === domain)
        .map(([, time]) => time);
      const firstSeen = this.#firstSeen(min(earliest), min(times));
      const modifiers = [
        ...this.#prevalenceModifier(prevalence),
        ...this.#firstSeenModifier(firstSeen),
        ...this.#directModifier(known, queries),
      ];
      const finalScore = modifiers.reduce((total, { score }) => total + score, c2OverDnsScore);
      const row: RitaRow = {
        ...{ type: "dns", source: null, destination: null, fqdn: domain, subdomains, prevalence },
        ...{ count: 0, openCount: 0, proxyCount: 0, uniqueTimestamps: 0 },
        ...{ totalBytes: 0, totalDuration: 0, missingHostCount: 0 },
        ...{ serverIps: [], proxyIps: [], services: [] },
        ...{ ...NO_SCORE, longConnectionScore: 0, strobe: false, c2OverDnsScore },
        ...{ firstSeen, lastSeen: max(times), modifiers },
        ...{ finalScore, severity: severityOf(finalScore) },
      };
      return [{ key: `dns ${domain}`, row }];
    });
  }

  /** Whether those who asked for the domain alone also spoke to it. */
  #directModifier(known: readonly Query[], queries: readonly Query[]): RitaModifier[] {
    const day = Math.floor((this.all?.start ?? 0) / DAY);
    const resolved = known
      .filter(({ type, time }) => type === "A" && Math.floor(time / DAY) >= day)
      .flatMap(({ answers }) => answers);
    const connections = this.#addresses
      .filter(this.#inAll)
      .filter((line) => isEvent(line) && resolved.includes(line.destination));
    const asked = queries.map(({ source }) => source);
    if (connections.length === 0) return [];
    if (!connections.every(({ source }) => asked.includes(source))) return [];
    const { c2OverDnsDirectConnScoreIncrease: score } = this.#setting.config.modifiers;
    const value = String(distinct(connections.map(({ source }) => source)).length);
    return [{ name: "c2_over_dns_direct_conns", value, score }];
  }

  /** One that is worth nothing is not listed; a rare signature is. */
  #prevalenceModifier(prevalence: number): RitaModifier[] {
    const { modifiers } = this.#setting.config;
    let score = 0;
    if (prevalence <= modifiers.prevalenceIncreaseThreshold)
      score = modifiers.prevalenceScoreIncrease;
    else if (prevalence >= modifiers.prevalenceDecreaseThreshold)
      score = -modifiers.prevalenceScoreDecrease;
    return score === 0 ? [] : [{ name: "prevalence", value: String(prevalence), score }];
  }

  /** When a destination was first seen: of fresh rolling data in all imports, else as the row has it. */
  #firstSeen(history: number | undefined, own: number): number {
    return this.#isFresh() ? (history ?? own) : own;
  }

  #firstSeenModifier(firstSeen: number): RitaModifier[] {
    const { rolling, now, config } = this.#setting;
    if (!rolling) return [];
    const { modifiers } = config;
    const days = ((this.#isFresh() ? now : (this.all?.end ?? 0)) - firstSeen) / DAY;
    const modifier = { name: "first_seen", value: `${days.toFixed(1)} days` };
    if (days <= modifiers.firstSeenIncreaseThreshold)
      return [{ ...modifier, score: modifiers.firstSeenScoreIncrease }];
    if (days >= modifiers.firstSeenDecreaseThreshold)
      return [{ ...modifier, score: -modifiers.firstSeenScoreDecrease }];
    return [];
  }

  #isFresh(): boolean {
    const { rolling, now } = this.#setting;
    return rolling && now - (this.all?.end ?? 0) <= FRESH;
  }

  #row(key: string, ordered: readonly Joined[], given: Given): Found[] {
    const { config } = this.#setting;
    const { closed, open, partners, signatures, history, mismatches, ...rest } = given;
    const lines = [...closed, ...open];
    const sums = lines.filter((line) => line.role !== "marker");
    const totalDuration = sum(sums.map(({ duration }) => duration));
    const missingHostCount = lines.filter(({ role }) => role === "marker").length;
    const count = ordered.length;
    let scores = NO_SCORE;
    const window = this.beacons;
    const { uniqueConnectionThreshold: least, scoreThresholds } = config.scoring.beacon;
    const isBeacon = window !== undefined && rest.uniqueTimestamps >= least && count < STROBE;
    if (isBeacon) {
      const timestamps = ordered.map(({ time }) => time);
      const group = { timestamps, sizes: ordered.map(({ sent }) => sent), ...window };
      const result = ritaV5(group, config);
      if (result === undefined) return [];
      const { score, timestampScore, dataSizeScore, durationScore, histogramScore } = result;
      scores = {
        ...{ score, timestampScore, dataSizeScore, durationScore, histogramScore },
        topInterval: result.intervals.mode,
        threatScore: bucketedThreatScore(score * 100, scoreThresholds),
      };
    }
    const { longConnectionScoreThresholds } = config.scoring;
    const longConnectionScore = bucketedThreatScore(totalDuration, longConnectionScoreThresholds);
    if (!isBeacon && totalDuration < LONG) return [];
    const prevalence = partners.length / this.#networkSize();
    const { modifiers: worth } = config;
    const firstSeen = this.#firstSeen(history, rest.firstSeen);
    const modifiers: RitaModifier[] = [];
    if (signatures.length > 0 && (rest.type === "sni" || missingHostCount > 0)) {
      const score = worth.rareSignatureScoreIncrease;
      modifiers.push({ name: "rare_signature", value: signatures.join(EITHER), score });
    }
    if (mismatches > 0) {
      const score = worth.mimeTypeMismatchScoreIncrease;
      modifiers.push({ name: "mime_type_mismatch", value: String(mismatches), score });
    }
    const found = modifiers.reduce((total, { score }) => total + score, 0);
    const later = modifiers.length;
    modifiers.push(...this.#prevalenceModifier(prevalence));
    modifiers.push(...this.#firstSeenModifier(firstSeen));
    if (missingHostCount > 0) {
      const score = worth.missingHostCountScoreIncrease;
      modifiers.push({ name: "missing_host_header", value: String(missingHostCount), score });
    }
    const base = Math.max(scores.threatScore, longConnectionScore);
    const finalScore = modifiers
      .slice(later)
      .reduce((total, { score }) => total + score, base + found);
    const row: RitaRow = {
      ...rest,
      ...{ firstSeen, count, missingHostCount, totalDuration },
      totalBytes: sum(sums.map(({ sent, received }) => sent + received)),
      serverIps: rest.serverIps.toSorted().slice(0, 10),
      proxyIps: rest.proxyIps.toSorted().slice(0, 10),
      services: distinct(sums.map(({ service }) => service))
        .toSorted()
        .slice(0, 20),
      ...scores,
      ...{ longConnectionScore, strobe: false, c2OverDnsScore: 0, subdomains: 0, prevalence },
      ...{ modifiers, finalScore, severity: severityOf(finalScore) },
    };
    return [{ key, row }];
  }
}

/** What the rows of names and of addresses differ in. */
interface Given
  extends Pick<RitaRow, "type" | "source" | "destination" | "fqdn">,
    Pick<RitaRow, "openCount" | "proxyCount" | "uniqueTimestamps" | "serverIps" | "proxyIps">,
    Pick<RitaRow, "firstSeen" | "lastSeen"> {
  readonly closed: readonly Joined[];
  readonly open: readonly Joined[];
  readonly partners: readonly string[];
  readonly signatures: readonly string[];
  readonly history: number | undefined;
  readonly mismatches: number;
}

function hourOf(time: number): number {
  return Math.floor(time / HOUR) * HOUR;
}

function windowOf(times: readonly number[]): Window | undefined {
  if (times.length === 0) return undefined;
  const end = max(times);
  return { start: Math.max(min(times), end - DAY), end };
}

function isWithin(time: number, window: Window | undefined): boolean {
  return window !== undefined && hourOf(time) >= hourOf(window.start);
}

/** The times that a window is made of. */
function counted({ addresses, names }: JoinedHalf): number[] {
  return [...addresses, ...names.filter(({ proxied }) => proxied)].map(({ time }) => time);
}

function isEvent({ role }: Joined): boolean {
  return role === "event";
}

function nameKey({ source, name }: Joined): string {
  return `sni ${source} ${name}`;
}

function addressKey({ source, destination }: Joined): string {
  return `ip ${source} ${destination}`;
}

function endsOf({ source, destination }: { source: string; destination: string }): string[] {
  return [source, destination];
}

function byTime(lines: readonly Joined[]): Joined[] {
  return lines.toSorted((a, b) => a.time - b.time);
}

function signaturesOf(lines: readonly Joined[]): string[] {
  const all = lines.flatMap(({ userAgent, ja3 }) => [userAgent, ja3]);
  return distinct(all.filter((signature) => signature !== "")).sort();
}
