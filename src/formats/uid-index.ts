import { DETAILS, type Detail, type Details } from "../awaited-details.js";
import { ByteIndex } from "../columns/byte-index.js";
import { Growing } from "../columns/growing.js";

/** What a record tells of its connection: ids + 1 into `texts`, 0 for nothing. */
export interface Told {
  readonly host: number;
  readonly fingerprint: number;
  readonly serverFingerprint: number;
}

/** One detail of each connection that was told of: the text told at the earliest time, and that time. */
class Column {
  readonly ids: number[] = [];
  readonly times: number[] = [];

  /** Makes room for one connection more, and answers how many there are. */
  grow(): number {
    this.times.push(0);
    return this.ids.push(0);
  }

  put(at: number, value: number, time: number, texts: readonly string[]): void {
    const known = this.ids[at] as number;
    const before = this.times[at] as number;
    const again = time === before && textOf(texts, value) >= textOf(texts, known);
    if (known !== 0 && (time > before || again)) return;
    this.ids[at] = value;
    this.times[at] = time;
  }
}

/**
 * What http and ssl records tell of connections, by their uid: ids + 1 into the builder's texts, 0 for nothing. The host and
 * fingerprint told of a connection at the earliest time stay, of two told at the same time the one that sorts first, so that
 * the order of records means nothing. Of a connection of which nothing was told only the uid is kept, as bytes.
 */
export class UidIndex implements Details {
  readonly #uids = new ByteIndex();
  /** By uid: 1 + where what was told of it stands in the columns, 0 for nothing told. */
  readonly #places = new Growing((length) => new Uint32Array(length));
  readonly #columns: Readonly<Record<Detail, Column>> = {
    host: new Column(),
    fingerprint: new Column(),
    serverFingerprint: new Column(),
  };

  /**
   * Adds what a record tells of the connection whose uid `bytes[start, end)` spell. `time` in epoch milliseconds (a time that
   * cannot be read counts as the latest); `texts` are those that `told` has ids of.
   */
  put(
    bytes: Uint8Array,
    start: number,
    end: number,
    told: Told,
    time: number,
    texts: readonly string[],
  ): void {
    const id = this.id(bytes, start, end);
    let place = this.#places.at(id);
    if (place === 0) {
      for (const name of DETAILS) place = this.#columns[name].grow();
      this.#places.set(id, place);
    }
    const when = time >= 0 ? time : Number.POSITIVE_INFINITY;
    for (const name of DETAILS) {
      if (told[name] > 0) this.#columns[name].put(place - 1, told[name], when, texts);
    }
  }

  /** A number for the connection whose uid `bytes[start, end)` spell, new or known. */
  id(bytes: Uint8Array, start: number, end: number): number {
    const id = this.#uids.id(bytes, start, end);
    if (id === this.#places.length) this.#places.push(0);
    return id;
  }

  /** A number for the connection whose uid `bytes[start, end)` spell, −1 when nothing was told of it. */
  find(bytes: Uint8Array, start: number, end: number): number {
    return this.#uids.size === 0 ? -1 : this.#uids.find(bytes, start, end);
  }

  told(name: Detail, id: number): number {
    const place = this.#places.at(id);
    return place === 0 ? 0 : (this.#columns[name].ids[place - 1] as number);
  }
}

function textOf(texts: readonly string[], id: number): string {
  return texts[id - 1] ?? "";
}
