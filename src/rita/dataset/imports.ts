/** A span of epoch seconds; `undefined` stands for an empty one. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The spans that an import makes RITA look at. */
export interface Windows {
  /** That of beacons: connections and requests through proxies. Undefined before the first of them. */
  readonly beacons: Span | undefined;
  /** The same with open connections and DNS. */
  readonly all: Span | undefined;
}

const DAY = 86_400;

/** The times that each import brought, and the windows that follow from all up to one of them. */
export class ImportTimes {
  readonly #beacons: Extent[] = [];
  readonly #others: Extent[] = [];

  /** How many imports there are. */
  get count(): number {
    return this.#beacons.length;
  }

  /** Begins the next import and returns its number. */
  begin(): number {
    this.#beacons.push(new Extent());
    return this.#others.push(new Extent()) - 1;
  }

  /** Notes the time of a connection, or of a request through a proxy. */
  beacon(time: number): void {
    this.#beacons.at(-1)?.add(time);
  }

  /** Notes the time of an open connection, or the hour of a DNS query. */
  other(time: number): void {
    this.#others.at(-1)?.add(time);
  }

  /** Seconds by which the latest time of all lies past all others: one that is far off takes the window with it. */
  lead(): number {
    const all = new Extent();
    for (const extent of [...this.#beacons, ...this.#others]) all.join(extent);
    return all.lead();
  }

  /** The windows of an import: the last 24 hours of what is known by then, from its first time on. */
  windows(importNumber: number): Windows {
    const beacons = new Extent();
    const all = new Extent();
    for (let i = 0; i <= importNumber; i++) {
      beacons.join(this.#beacons[i] as Extent);
      all.join(this.#beacons[i] as Extent);
      all.join(this.#others[i] as Extent);
    }
    return { beacons: beacons.lastDay(), all: all.lastDay() };
  }
}

class Extent {
  #start = Number.POSITIVE_INFINITY;
  #end = Number.NEGATIVE_INFINITY;
  /** The latest time but one. */
  #before = Number.NEGATIVE_INFINITY;

  add(time: number): void {
    if (time < this.#start) this.#start = time;
    if (time > this.#end) {
      this.#before = this.#end;
      this.#end = time;
    } else if (time > this.#before) this.#before = time;
  }

  join(other: Extent): void {
    if (other.#start > other.#end) return;
    this.add(other.#start);
    if (Number.isFinite(other.#before)) this.add(other.#before);
    this.add(other.#end);
  }

  /** Seconds by which the latest time lies past all others; 0 for a single one. */
  lead(): number {
    return Number.isFinite(this.#before) ? this.#end - this.#before : 0;
  }

  lastDay(): Span | undefined {
    if (this.#start > this.#end) return undefined;
    return { start: Math.max(this.#start, this.#end - DAY), end: this.#end };
  }
}
