import type { Intake } from "../intake.js";
import { emptySlots, type FieldTexts, type Slots } from "./fields.js";
import type { Reader } from "./format.js";
import { scanObject } from "./json-scan.js";
import { type JsonObject, parseObject, textsOf } from "./json-texts.js";
import type { KeyMap } from "./key-map.js";
import { KeyOrder } from "./key-order.js";
import { type LineConsumer, LineFeeder } from "./lines.js";

const NEWLINE = 10;
const utf8 = new TextDecoder();

/** What takes the fields of JSON records. */
export interface RecordTaker {
  fast(bytes: Uint8Array, slots: Slots): boolean;
  exact(texts: FieldTexts, raw: string): void;
}

/** Reads one object `bytes[start, end)`: by bytes where they are ordinary, else through JSON.parse. */
export class JsonRecords {
  readonly #keys: KeyMap;
  readonly #intake: Intake;
  readonly #taker: RecordTaker;
  readonly #order = new KeyOrder();
  readonly #slots = emptySlots();

  constructor(keys: KeyMap, intake: Intake, taker: RecordTaker) {
    this.#keys = keys;
    this.#intake = intake;
    this.#taker = taker;
  }

  read(bytes: Uint8Array, start: number, end: number): void {
    const simple = scanObject(bytes, start, end, this.#keys, this.#order, this.#slots);
    if (simple && this.#taker.fast(bytes, this.#slots)) return;
    const text = utf8.decode(bytes.subarray(start, end)).trim();
    const object: JsonObject | string = parseObject(text);
    if (typeof object === "string") this.#intake.reject(object, text);
    else this.#taker.exact(textsOf(object, this.#keys), text);
  }
}

/** One JSON object a line (NDJSON); blank lines are nothing. */
export function jsonLines(keys: KeyMap, intake: Intake, taker: RecordTaker): Reader {
  const records = new JsonRecords(keys, intake, taker);
  const consumer: LineConsumer = {
    lines(bytes, start, end) {
      let at = start;
      while (at < end) {
        const newline = bytes.indexOf(NEWLINE, at);
        intake.line++;
        if (!isBlank(bytes, at, newline)) records.read(bytes, at, newline);
        at = newline + 1;
      }
    },
    overlong(bytes) {
      intake.line++;
      intake.reject("line too long", utf8.decode(bytes.subarray(0, 200)));
    },
    broken(bytes) {
      intake.line++;
      intake.reject("cut off", utf8.decode(bytes));
    },
  };
  const feeder = new LineFeeder(consumer);
  return {
    write: (chunk) => feeder.write(chunk),
    end: (broken) => feeder.end(broken),
  };
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] as number) > 32) return false;
  return true;
}
