import { ByteIndex } from "../columns/byte-index.js";
import { FIELD, type FieldTexts } from "./fields.js";
import type { Sink } from "./format.js";
import type { HeldConnections } from "./held-connections.js";
import type { RecordReader } from "./record-reader.js";

const encoder = new TextEncoder();

/**
 * Connections that are logged in parts, a record each, as Arkime logs its long sessions: the first part is counted, the others
 * are added to it and ignored. Counted one by one, the parts of one session would look like a beacon.
 */
export class LinkedSessions {
  readonly #sink: Sink;
  readonly #held: HeldConnections;
  readonly #reader: RecordReader;
  /** What the parts of a connection share, and the connection's row in the table's builder. */
  readonly #links = new ByteIndex();
  readonly #rows: number[] = [];

  /** `reader` adds to `held`, which hands on to the builder of `sink`. */
  constructor(sink: Sink, held: HeldConnections, reader: RecordReader) {
    this.#sink = sink;
    this.#held = held;
    this.#reader = reader;
  }

  /** Takes a record of the connection `link`, whose uid it becomes; answers whether it could be read. */
  count(texts: FieldTexts, raw: string, link: string): boolean {
    const { intake, builder } = this.#sink;
    const held = this.#held;
    texts[FIELD.uid] = `part of ${link}`;
    const uid = encoder.encode(texts[FIELD.uid]);
    const row = this.#rows[this.#links.find(uid, 0, uid.length)] ?? -1;
    const { accepted } = intake;
    // The limit of accepted records is one of connections.
    if (row >= 0) intake.accepted--;
    const before = intake.accepted;
    held.isPart = true;
    held.continues = row;
    this.#reader.exact(texts, raw);
    const counts = intake.accepted > before;
    if (row >= 0) intake.accepted = accepted;
    if (counts && row >= 0) {
      held.join();
      intake.ignored++;
      const what = "went on with a session that is counted (rootId), its bytes added to those";
      intake.notice("linked-sessions", what);
    } else if (counts) {
      this.#rows[this.#links.id(uid, 0, uid.length)] = builder.length - 1;
    }
    held.isPart = false;
    held.continues = -1;
    return counts;
  }
}
