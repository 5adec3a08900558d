import { emptySlots, type FieldTexts, type Slots } from "./fields.js";
import type { RecordReader } from "./record-reader.js";

/** Longer values are left to the exact path. */
const ROOM = 1 << 12;

/**
 * Puts texts back into bytes, where the fast path of a RecordReader looks them up without making a string that lasts.
 */
export class SyslogSlots {
  readonly bytes: Uint8Array = new Uint8Array(ROOM);
  readonly slots: Slots = emptySlots();

  /**
   * Whether the texts are in `bytes` and `slots` now: not when they are long, or hold other characters than ASCII.
   *
   * @example new SyslogSlots().fill(["1791564626189", undefined]); // => true
   * @example new SyslogSlots().fill(["b\u00fccher.example"]); // => false
   * @example new SyslogSlots().fill(["x".repeat(5000)]); // => false
   */
  fill(texts: FieldTexts): boolean {
    const { bytes, slots } = this;
    let at = 0;
    for (let field = 0; field < texts.length; field++) {
      const text = texts[field];
      slots.start[field] = text === undefined ? -1 : at;
      if (text === undefined) continue;
      if (at + text.length > ROOM) return false;
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        if (code > 127) return false;
        bytes[at++] = code;
      }
      slots.end[field] = at;
    }
    return true;
  }

  /** Hands a record to a reader: the fast way where its texts fit in and are plain, else the exact one. */
  give(reader: RecordReader, texts: FieldTexts, line: string): void {
    if (this.fill(texts) && reader.fast(this.bytes, this.slots)) return;
    reader.exact(texts, line);
  }
}
