import { Growing } from "../../columns/growing.js";
import { Interned } from "../../columns/interned.js";
import { Triples } from "../../columns/triples.js";
import type { Intake } from "../../intake.js";
import type { RitaConfig } from "../config/config.js";
import { domainFilter } from "./domain-filter.js";
import { Endpoints } from "./endpoints.js";
import { EventLog } from "./events.js";
import { ImportTimes } from "./imports.js";
import { Mismatches } from "./mismatches.js";
import { Services } from "./services.js";
import { Sightings } from "./sightings.js";
import { UidRows } from "./uid-rows.js";

const uints = (length: number) => new Uint32Array(length);

/** Which connection a uid belongs to, as far as it matters which names it served. */
export interface Links {
  readonly uids: Uint32Array;
  /** The group that the uid was met in: of addresses for a connection, of a name for what was asked over it. */
  readonly groups: Uint32Array;
  readonly imports: Uint32Array;
  /** 1 for an open connection. */
  readonly open: Uint32Array;
}

/** Collects links. */
export class LinkLog {
  readonly #columns = [0, 1, 2, 3].map(() => new Growing(uints));

  add(uid: number, group: number, importNumber: number, open: boolean): void {
    for (const [i, value] of [uid, group, importNumber, Number(open)].entries()) {
      this.#columns[i]?.push(value);
    }
  }

  links(): Links {
    const [uids, groups, imports, open] = this.#columns.map((column) => column.values());
    return { uids, groups, imports, open } as Links;
  }
}

/** All that the logs of RITA's imports are read into, one import after the other. */
export class Reading {
  readonly config: RitaConfig;
  readonly intake: Intake;
  readonly endpoints: Endpoints;
  readonly names: Interned = new Interned();
  readonly signatures: Interned = new Interned();
  readonly services: Services = new Services();
  readonly times: ImportTimes = new ImportTimes();
  /** Groups of addresses: source, destination. */
  readonly pairs: Triples = new Triples();
  readonly pairEvents: EventLog = new EventLog();
  readonly pairLinks: LinkLog = new LinkLog();
  /** Groups of names: source, name. */
  readonly namePairs: Triples = new Triples();
  readonly nameEvents: EventLog = new EventLog();
  readonly nameLinks: LinkLog = new LinkLog();
  /** What was queried: name, source, destination. */
  readonly queries: Triples = new Triples();
  readonly queriesMet: Sightings = new Sightings();
  /** What names resolved to: name, end. */
  readonly answers: Triples = new Triples();
  readonly answersMet: Sightings = new Sightings();
  /** Who used a signature where: source, signature, name; and source, signature, end. */
  readonly signatureNames: Triples = new Triples();
  readonly signatureNamesMet: Sightings = new Sightings();
  readonly signatureEnds: Triples = new Triples();
  readonly signatureEndsMet: Sightings = new Sightings();
  /** The same, of requests that named no host. */
  readonly bareSignatures: Triples = new Triples();
  readonly bareSignaturesMet: Sightings = new Sightings();
  /** Responses whose type does not fit their path, by group of names. */
  readonly mismatches: Mismatches = new Mismatches();
  readonly #isLeftOut: (name: string) => boolean;
  readonly #leftOut: boolean[] = [];
  /** Number of the import that is being read. */
  importNumber: number = -1;
  /** The rows of http and ssl logs that wait for their connections. */
  waiting: UidRows = new UidRows();
  /** How many uids earlier imports had: a uid is another one in each. */
  firstUid: number = 0;

  constructor(config: RitaConfig, intake: Intake) {
    this.config = config;
    this.intake = intake;
    this.endpoints = new Endpoints(config.filtering);
    this.#isLeftOut = domainFilter(config.filtering);
  }

  /** Begins the next import: what was left without its connection is forgotten. */
  beginImport(): void {
    this.importNumber = this.times.begin();
    this.firstUid += this.waiting.size;
    this.waiting = new UidRows();
  }

  /** How many uids all imports have together. */
  get uidCount(): number {
    return this.firstUid + this.waiting.size;
  }

  /** Whether the filters leave a name out. */
  isNameLeftOut(name: number): boolean {
    const known = this.#leftOut[name];
    if (known !== undefined) return known;
    const leftOut = this.#isLeftOut(this.names.texts[name] as string);
    this.#leftOut[name] = leftOut;
    return leftOut;
  }
}
