import { ByteIndex } from "../../columns/byte-index.js";
import { Growing } from "../../columns/growing.js";
import { Interned } from "../../columns/interned.js";
import { Triples } from "../../columns/triples.js";
import type { Intake } from "../../intake.js";
import type { RitaConfig } from "../config/config.js";
import { domainFilter } from "./domain-filter.js";
import { Endpoints } from "./endpoints.js";
import { EventLog } from "./events.js";
import { ImportTimes } from "./imports.js";
import { RowEnds } from "./row-ends.js";

const NONE = -1;
const ints = (length: number) => new Int32Array(length);

/** The events that wait for their connection's bytes, by its uid. */
export class WaitingEvents {
  readonly #uids = new ByteIndex();
  readonly #last = new Growing(ints);
  readonly #before = new Growing(ints);
  readonly #events = new Growing(ints);

  /** Notes that an event belongs to the connection whose uid `bytes[start, end)` spell. */
  add(bytes: Uint8Array, start: number, end: number, event: number): void {
    const uid = this.#uids.id(bytes, start, end);
    if (uid === this.#last.length) this.#last.push(NONE);
    this.#before.push(this.#last.at(uid));
    this.#last.set(uid, this.#events.push(event));
  }

  /** The events of the connection with this uid. */
  *of(bytes: Uint8Array, start: number, end: number): Generator<number> {
    const uid = this.#uids.size === 0 ? NONE : this.#uids.find(bytes, start, end);
    if (uid < 0) return;
    for (let entry = this.#last.at(uid); entry !== NONE; entry = this.#before.at(entry)) {
      yield this.#events.at(entry);
    }
  }
}

/** All that the logs of RITA v4 are read into: one import, however many hours. */
export class V4Reading {
  readonly config: RitaConfig;
  readonly intake: Intake;
  readonly endpoints: Endpoints;
  readonly names: Interned = new Interned();
  readonly times: ImportTimes = new ImportTimes();
  /** Groups of addresses, of names, and of names behind a proxy: source, and destination or name. */
  readonly pairs: Triples = new Triples();
  readonly pairEvents: EventLog = new EventLog();
  readonly namePairs: Triples = new Triples();
  readonly nameEvents: EventLog = new EventLog();
  readonly proxied: Triples = new Triples();
  readonly proxiedEvents: EventLog = new EventLog();
  readonly waiting: WaitingEvents = new WaitingEvents();
  readonly isLeftOut: (name: string) => boolean;
  readonly ends: RowEnds;

  constructor(config: RitaConfig, intake: Intake) {
    this.config = config;
    this.intake = intake;
    this.endpoints = new Endpoints(config.filtering);
    this.isLeftOut = domainFilter(config.filtering);
    this.ends = new RowEnds(this.endpoints, intake);
    this.times.begin();
  }
}
