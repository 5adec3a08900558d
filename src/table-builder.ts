import { AwaitedDetails, type Details } from "./awaited-details.js";
import { Chunks, type Column, chunkRows } from "./columns/chunks.js";
import { Interned } from "./columns/interned.js";
import { placeByGroup, scatter } from "./columns/scatter.js";
import { Triples } from "./columns/triples.js";
import { BeaconryError } from "./errors.js";
import type { InputSummary, Warning } from "./intake.js";
import { canonicalEndpoint } from "./network/address.js";
import { parseIPv4 } from "./network/ipv4.js";
import {
  type ConnectionTable,
  NAMED_DESTINATION,
  NAMED_SOURCE,
  type OptionalColumns,
} from "./table.js";

const FIRST_NAME = 2 ** 32;

/** Connections whose pair is looked up together; a divisor of every chunk's length. */
const STAGED = 1 << 12;

const zeros8 = (rows: number) => new Uint8Array(rows);
const zeros32 = (rows: number) => new Uint32Array(rows);
const float64 = (rows: number) => new Float64Array(rows);
const unknowns = (rows: number) => new Float64Array(rows).fill(Number.NaN);

const OPTIONAL: { [name in keyof OptionalColumns]: (rows: number) => OptionalColumns[name] } = {
  direction: zeros8,
  host: zeros32,
  fingerprint: zeros32,
  serverFingerprint: zeros32,
  protocol: zeros32,
  logSource: zeros32,
  duration: unknowns,
  eventCount: unknowns,
  deviceTime: unknowns,
};

/** Collects connections into columns. The only owner of growing buffers; `table()` ends it. */
export class ConnectionTableBuilder {
  /** Strings of the optional columns: store id + 1. */
  readonly texts: Interned = new Interned();
  readonly #names = new Interned();
  readonly #endpoints = new Map<string, number>();
  #pairs = new Triples();
  readonly #pairIds = new Chunks(zeros32);
  readonly #times = new Chunks(float64);
  readonly #bytesOut = new Chunks(float64);
  readonly #bytesIn = new Chunks(float64);
  readonly #optional = new Map<keyof OptionalColumns, Chunks<Column>>();
  readonly #awaited = new AwaitedDetails((name, chunk) => this.#column(name).at(chunk));
  readonly #sources = new Uint32Array(STAGED);
  readonly #destinations = new Uint32Array(STAGED);
  readonly #ports = new Uint32Array(STAGED);
  #ended = false;
  #staged = 0;
  #chunk = 0;
  #row = 0;
  #closedRows = 0;
  #rows = chunkRows(0);
  #chunkPairIds = this.#pairIds.at(0);
  #chunkTimes = this.#times.at(0);
  #chunkBytesOut = this.#bytesOut.at(0);
  #chunkBytesIn = this.#bytesIn.at(0);

  /** How many connections there are so far. */
  get length(): number {
    return this.#closedRows + this.#row;
  }

  /**
   * The number `add` takes for an address or name: an IPv4 address is its own 32-bit number, anything else
   * 2³² plus an id. Undefined for text that is no endpoint.
   */
  endpoint(text: string): number | undefined {
    const known = this.#endpoints.get(text);
    if (known !== undefined) return known;
    const canonical = canonicalEndpoint(text);
    if (canonical === undefined) return undefined;
    const endpoint = parseIPv4(canonical) ?? FIRST_NAME + this.#names.id(canonical);
    this.#endpoints.set(text, endpoint);
    return endpoint;
  }

  /** Appends a connection: epoch milliseconds, endpoints as numbers, port 0–65535, bytes (NaN for unknown). */
  add(
    time: number,
    source: number,
    destination: number,
    port: number,
    bytesOut: number,
    bytesIn: number,
  ): void {
    let third = port;
    if (source >= FIRST_NAME) third |= NAMED_SOURCE;
    if (destination >= FIRST_NAME) third |= NAMED_DESTINATION;
    if (this.#staged === STAGED) this.#group();
    if (this.#row === this.#rows) this.#nextChunk();
    const row = this.#row++;
    const staged = this.#staged++;
    // Storing to 32 bits leaves an IPv4 number as it is and takes 2³² off an id.
    this.#sources[staged] = source;
    this.#destinations[staged] = destination;
    this.#ports[staged] = third;
    this.#chunkTimes[row] = time;
    this.#chunkBytesOut[row] = bytesOut;
    this.#chunkBytesIn[row] = bytesIn;
  }

  /** Sets an optional column of the connection added last. */
  set(name: keyof OptionalColumns, value: number): void {
    this.#column(name).at(this.#chunk)[this.#row - 1] = value;
  }

  /**
   * The connection added last is given what `details` tell of `connection` in the end, where it has nothing of its own.
   * What others told before is settled with the first connection that awaits these.
   */
  await(details: Details, connection: number): void {
    this.#awaited.add(details, connection, this.#chunk, this.#row - 1);
  }

  /**
   * Adds more of a connection that was added as row `row`: it begins with the earlier of its parts and ends with the later
   * (`duration` in seconds, NaN for unknown); bytes add up, as far as they are known.
   */
  extend(row: number, time: number, bytesOut: number, bytesIn: number, duration: number): void {
    const [chunk, at] = placeOf(row);
    const times = this.#times.at(chunk);
    const known = times[at] as number;
    times[at] = Math.min(known, time);
    if (duration >= 0 || this.#optional.has("duration")) {
      const durations = this.#column("duration").at(chunk);
      const ends = [known + (durations[at] as number) * 1000, time + duration * 1000];
      const last = Math.max(...ends.filter((end) => !Number.isNaN(end)));
      const whole = (last - (times[at] as number)) / 1000;
      durations[at] = whole >= 0 ? whole : Number.NaN;
    }
    for (const [column, more] of [
      [this.#bytesOut, bytesOut],
      [this.#bytesIn, bytesIn],
    ] as const) {
      const bytes = column.at(chunk);
      if (Number.isNaN(bytes[at])) bytes[at] = more;
      else if (more >= 0) bytes[at] = (bytes[at] as number) + more;
    }
  }

  /** Adds all connections to another builder in the order they came, by the same numbers of endpoints; ends this one. */
  moveTo(target: ConnectionTableBuilder): void {
    this.#group();
    const { first, second, third } = this.#pairs.columns();
    for (const [chunk, ids] of this.#end().entries()) {
      const [times, bytesOut, bytesIn] = [this.#times, this.#bytesOut, this.#bytesIn].map(
        (column) => column.take(chunk),
      ) as [Float64Array, Float64Array, Float64Array];
      const optional = Array.from(
        this.#optional,
        ([name, column]) => [name, column.take(chunk)] as const,
      );
      const awaited = this.#awaited.take(chunk);
      for (const [row, pair] of ids.entries()) {
        const flags = third[pair] as number;
        const source = (first[pair] as number) + (flags & NAMED_SOURCE ? FIRST_NAME : 0);
        const named = flags & NAMED_DESTINATION ? FIRST_NAME : 0;
        const destination = (second[pair] as number) + named;
        const [out, back] = [bytesOut[row] as number, bytesIn[row] as number];
        target.add(times[row] as number, source, destination, flags & 0xffff, out, back);
        // NaN stands for no value, and 0 for none of a text's.
        for (const [name, values] of optional) {
          const value = values?.[row] ?? Number.NaN;
          if (value >= 0) target.set(name, value);
        }
        const connection = awaited?.rows[row] ?? 0;
        if (awaited !== undefined && connection > 0) target.await(awaited.details, connection - 1);
      }
    }
  }

  /**
   * The table of everything added, by counting sort; column by column, so that each frees the chunks it came from.
   * Ends the builder: a second call throws a BeaconryError.
   */
  table(input: InputSummary, warnings: readonly Warning[]): ConnectionTable {
    if (this.#ended) throw new BeaconryError("the table was made already");
    this.#awaited.settle(this.#chunk);
    this.#group();
    const { length } = this;
    const positions = this.#end();
    const { first, second, third } = this.#pairs.columns();
    this.#pairs = new Triples();
    const offsets = placeByGroup(positions, first.length);
    const optional: Partial<Record<keyof OptionalColumns, Column>> = {};
    for (const [name, column] of this.#optional) {
      optional[name] = scatter(column, positions, OPTIONAL[name](length));
    }
    return {
      length,
      times: scatter(this.#times, positions, float64(length)),
      bytesOut: scatter(this.#bytesOut, positions, float64(length)),
      bytesIn: scatter(this.#bytesIn, positions, float64(length)),
      optional: optional as Partial<OptionalColumns>,
      offsets,
      sources: first,
      destinations: second,
      ports: third,
      names: this.#names.texts,
      texts: this.texts.texts,
      input,
      warnings,
    };
  }

  #column(name: keyof OptionalColumns): Chunks<Column> {
    let column = this.#optional.get(name);
    if (column === undefined) {
      column = new Chunks<Column>(OPTIONAL[name]);
      this.#optional.set(name, column);
    }
    return column;
  }

  /** Looks up the pairs of the staged connections, the last ones of the current chunk. */
  #group(): void {
    const ids = this.#chunkPairIds;
    const at = this.#row - this.#staged;
    this.#pairs.assign(this.#sources, this.#destinations, this.#ports, this.#staged, ids, at);
    this.#staged = 0;
  }

  #nextChunk(): void {
    this.#closedRows += this.#rows;
    this.#chunk++;
    this.#row = 0;
    this.#rows = chunkRows(this.#chunk);
    this.#chunkPairIds = this.#pairIds.at(this.#chunk);
    this.#chunkTimes = this.#times.at(this.#chunk);
    this.#chunkBytesOut = this.#bytesOut.at(this.#chunk);
    this.#chunkBytesIn = this.#bytesIn.at(this.#chunk);
  }

  /** The pair ids of all rows; the newest chunks are let go of here, or they would outlive their columns. */
  #end(): Uint32Array[] {
    const ids = Array.from({ length: this.#chunk + 1 }, (_, chunk) => this.#pairIds.take(chunk)!);
    ids.push(ids.pop()!.subarray(0, this.#row));
    this.#chunkPairIds = new Uint32Array(0);
    this.#chunkTimes = this.#chunkBytesOut = this.#chunkBytesIn = new Float64Array(0);
    this.#ended = true;
    return ids;
  }
}

/** The chunk of a row, and its place there. */
function placeOf(row: number): [chunk: number, at: number] {
  let chunk = 0;
  let at = row;
  for (; at >= chunkRows(chunk); chunk++) at -= chunkRows(chunk);
  return [chunk, at];
}
