import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptySlots, FIELD, FIELDS, type FieldTexts } from "../../src/formats/fields.js";
import { JsonScanner } from "../../src/formats/json-scan.js";
import { skipValue } from "../../src/formats/json-skip.js";
import { type JsonObject, textsOf } from "../../src/formats/json-texts.js";
import { KeyMap } from "../../src/formats/key-map.js";
import { numericTime } from "../../src/formats/time.js";
import { formatIPv4 } from "../../src/network/ipv4.js";

const RUNS = { seed: 20261124, numRuns: 1500 } as const;
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const keys = new KeyMap({
  time: ["ts", "time"],
  source: ["id.orig_h", "src"],
  port: ["port"],
  bytesOut: ["out", "sent"],
  host: ["host", "tls.sni"],
  direction: ["dir"],
});

const name = fc.constantFrom(
  ...["ts", "time", "id", "orig_h", "src", "port", "out", "sent", "host", "tls", "sni", "dir"],
  ...["x", "", "ein Wort", "π", "a\\u0062", 'q\\"'],
);
const scalar = fc.constantFrom(
  ...[
    "0",
    "443",
    "-1",
    "1.5",
    "1588205199.82437",
    "1e3",
    "12345678901234567890",
    "0.1",
    "01",
    "1.",
  ],
  ...["true", "false", "null", "nul", "", '""', '"10.0.0.1"', '"a"', '"10.0.0.1', '"\\n"', '"\\x"'],
  ...['"a longer text of many bytes"', '"✓ ünï"', '"tab\there"', "1791564626189", '"1"'],
);
const blank = fc.constantFrom("", "", "", " ", "\n", "\r\n  ", "\t");
/** Objects that are mostly JSON, and mostly of the same keys. */
const { object } = fc.letrec<{ value: string; object: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", maxDepth: 3 },
    { weight: 6, arbitrary: scalar },
    { weight: 1, arbitrary: tie("object") },
    { weight: 1, arbitrary: fc.array(tie("value"), { maxLength: 3 }).map((all) => `[${all}]`) },
  ),
  object: fc
    .array(fc.tuple(blank, name, blank, blank, tie("value"), blank), { maxLength: 6 })
    .map((list) => `{${list.map(([a, k, b, c, v, d]) => `${a}"${k}"${b}:${c}${v}${d}`)}}`),
}));

/** What a scan found, as the exact path would say it; numbers that were read are written as they stood there. */
function slotTexts(bytes: Uint8Array, slots: ReturnType<typeof emptySlots>): FieldTexts {
  return FIELDS.map((_, field) => {
    const start = slots.start[field] as number;
    if (start >= 0) return decoder.decode(bytes.subarray(start, slots.end[field]));
    const number = slots.numbers[field] as number;
    if (Number.isNaN(number)) return undefined;
    return field === FIELD.source ? formatIPv4(number) : String(number);
  });
}

function sameValue(field: number, found: string | undefined, text: string | undefined): boolean {
  if (found === text) return true;
  if (found === undefined || text === undefined) return false;
  if (text === "{…}" || text === "[…]") return /^[[{]/.test(found);
  if (field === FIELD.time && numericTime(text, "s") === Number(found)) return true;
  return Number(found) === Number(text);
}

function parsed(text: string): JsonObject | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

describe("the scanner of JSON objects", () => {
  test("accepts only what JSON.parse accepts, and finds the same values", () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(object, { minLength: 1, maxLength: 6 }), (objects) => {
        const slots = emptySlots();
        const scanner = new JsonScanner({ keys, seconds: true }, false, slots);
        for (const text of objects) {
          const bytes = encoder.encode(`${text}\n`);
          const behind = scanner.scan(bytes, 0, bytes.length);
          if (behind < 0) continue;
          accepted++;
          const json = decoder.decode(bytes.subarray(0, behind));
          const value = parsed(json);
          expect(value, json).toBeDefined();
          const texts = textsOf(value as JsonObject, keys);
          const found = slotTexts(bytes, slots);
          for (const field of FIELDS.keys()) {
            const same = sameValue(field, found[field], texts[field]);
            expect(same, `${json} ${FIELDS[field]}: ${found[field]} ${texts[field]}`).toBe(true);
          }
        }
      }),
      RUNS,
    );
    expect(accepted).toBeGreaterThan(RUNS.numRuns);
  });

  test("skips as JSON.parse does, whatever byte is changed", () => {
    fc.assert(
      fc.property(object, fc.nat(), fc.nat({ max: 255 }), (text, where, byte) => {
        const bytes = encoder.encode(`${text}\n`);
        bytes[where % (bytes.length - 1)] = byte;
        const behind = skipValue(bytes, 0, bytes.length);
        const whole = decoder.decode(bytes.subarray(0, behind > 0 ? behind : bytes.length));
        expect(parsed(whole) !== undefined, whole).toBe(behind > 0);
      }),
      RUNS,
    );
  });

  test("does not need the same keys in every record, nor in the same order", () => {
    const slots = emptySlots();
    const scanner = new JsonScanner({ keys, seconds: true }, true, slots);
    const records = ['{"ts":1,"port":2}', '{"port":3,"ts":4}', '{"ts" : 5}', "{}", '{"ts":6}'];
    const times = records.map((text) => {
      const bytes = encoder.encode(`${text}\n`);
      expect(scanner.scan(bytes, 0, bytes.length), text).toBe(text.length);
      return slots.numbers[FIELD.time];
    });
    expect(times).toEqual([1000, 4000, 5000, Number.NaN, 6000]);
  });

  test("forgets keys when there are too many, and goes on", () => {
    const slots = emptySlots();
    const scanner = new JsonScanner({ keys, seconds: true }, true, slots);
    for (let i = 0; i < 20_000; i++) {
      const bytes = encoder.encode(`{"key${i}":${i},"ts":${i + 1}}\n`);
      expect(scanner.scan(bytes, 0, bytes.length)).toBe(bytes.length - 1);
      expect(slots.numbers[FIELD.time]).toBe((i + 1) * 1000);
    }
  });

  test("takes no record that goes on in the next line, where records have a line each", () => {
    const scanner = new JsonScanner({ keys, seconds: true }, true, emptySlots());
    for (const text of ['{"ts":1,\n"port":2}', '{"x":[1,\n2]}', '{"ts":1\n}']) {
      const bytes = encoder.encode(`${text}\n`);
      expect(scanner.scan(bytes, 0, bytes.length), text).toBeLessThan(0);
    }
  });
});
