import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RuleError } from "../../../src/errors.js";
import { intelOf, parseIntel } from "../../../src/scoring/fingerprints/index.js";
import { tableFrom } from "../../../src/table-from.js";

const TOR = "e7d705a3286e19ea42f587b344ee6865";
const TRICKBOT = "6734f37431670b3ab4292b8f60f29984";
const SLIVER = "t13d190900_9dc949149365_97f8aa674fd9";

/** What a list says of these three. */
function labels(text: string) {
  const intel = parseIntel(text);
  return [TOR, TRICKBOT, SLIVER].map((hash) => intel.labelOf(hash));
}

function issues(text: string): readonly string[] {
  try {
    parseIntel(text);
  } catch (error) {
    expect(error).toBeInstanceOf(RuleError);
    return (error as RuleError).issues;
  }
  return [];
}

describe("a list of fingerprints", () => {
  test.each([
    ["lines", `# mine\n${TOR} Tor\n\n${TRICKBOT}\tTrickbot\n  ${SLIVER}  Sliver # or any Go\n`],
    ["CSV", `${TOR},Tor\r\n${TRICKBOT}, Trickbot\r\n"${SLIVER}","Sliver"\r\n`],
    ["CSV with a head", `hash,label\n${TOR},Tor\n${TRICKBOT},Trickbot\n${SLIVER},Sliver`],
    ["a JSON object", JSON.stringify({ [TOR]: "Tor", [TRICKBOT]: "Trickbot", [SLIVER]: "Sliver" })],
    [
      "a JSON array of two",
      JSON.stringify([
        [TOR, "Tor"],
        [TRICKBOT, "Trickbot"],
        [SLIVER, "Sliver"],
      ]),
    ],
    [
      "a JSON array of objects, with a mark of byte order",
      `\uFEFF${JSON.stringify([
        { hash: TOR, label: "Tor" },
        { ja3: TRICKBOT, name: "Trickbot" },
        { ja4: SLIVER, description: "Sliver" },
      ])}`,
    ],
  ])("is read from %s", (_, text) => {
    expect(labels(text)).toEqual(["Tor", "Trickbot", "Sliver"]);
    expect(parseIntel(text).size).toBe(3);
  });

  test("does not mind capitals, and keeps quotes, commas and hashes within labels", () => {
    const intel = parseIntel(`${TOR.toUpperCase()},"a ""b"", c # d"\n${TRICKBOT} C#`);
    expect(intel.labelOf(TOR)).toBe('a "b", c # d');
    expect(intel.labelOf(TRICKBOT.toUpperCase())).toBe("C#");
    expect(intel.labelOf(SLIVER)).toBeUndefined();
    expect(intel.labelOf("")).toBeUndefined();
  });

  test("gives all labels that it has for one fingerprint", () => {
    expect(labels(`${TOR} Tor\n${TOR} Emotet\n${TOR} Tor`)[0]).toBe("Emotet / Tor");
  });

  test("makes labels one line of at most 200 characters", () => {
    const [label] = labels(JSON.stringify({ [TOR]: ` a\n\u001b[31m b${"c".repeat(300)}` }));
    expect(label).toMatch(/^a \[31m bc+$/);
    expect(label).toHaveLength(200);
  });

  test("takes the label after dates of sightings, as published lists have them", () => {
    const list = `ja3_md5,Firstseen,Lastseen,Listingreason\n${TOR},2017-07-14 18:08:15,2019-07-27 20:42:54,Tor, old`;
    expect(labels(list)[0]).toBe("Tor, old");
    expect(labels(`${TOR} "a\u202Eb"`)[0]).toBe("a b");
  });

  test("may be empty", () => {
    for (const text of ["", "# nothing\n", "[]", "{}"]) expect(parseIntel(text).size).toBe(0);
  });

  test("names all that is wrong with it at once", () => {
    expect(
      issues(`${TOR} Tor\nabc Emotet\n${TRICKBOT}\nd41d8cd98f00b204e9800998ecf8427e nothing`),
    ).toEqual([
      'line 2: "abc" is no JA3, JA3S or JA4',
      `line 3: ${TRICKBOT} has no label`,
      'line 4: "d41d8cd98f00b204e9800998ecf8427e" is no JA3, JA3S or JA4',
    ]);
    expect(issues(`[1, null, ["${TOR}"], {"hash": 5}, {"hash": "${TOR}", "label": {}}]`)).toEqual([
      'entry 1: "" is no JA3, JA3S or JA4',
      'entry 2: "" is no JA3, JA3S or JA4',
      `entry 3: ${TOR} has no label`,
      'entry 4: "" is no JA3, JA3S or JA4',
      `entry 5: ${TOR} has no label`,
    ]);
    expect(issues("{")[0]).toMatch(/^not JSON: /);
    const many = issues("x y\n".repeat(1000));
    expect(many).toHaveLength(21);
    expect(many.at(-1)).toBe("and 980 more");
  });

  test("is read, or refused with a RuleError, whatever the text", () => {
    const pieces = fc.constantFrom(
      TOR,
      SLIVER,
      " ",
      ",",
      ";",
      "\n",
      '"',
      "#",
      "{",
      "}",
      "[",
      "]",
      ":",
      "label",
      "\0",
    );
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      fc.array(pieces).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        issues(text);
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});

test("a pair's label is that of its most frequent client on the list, else of its server", () => {
  const row = { source: "10.0.0.1", destination: "203.0.113.9", port: 443 };
  const table = tableFrom([
    { ...row, time: 0, fingerprint: TOR, serverFingerprint: TRICKBOT },
    { ...row, time: 1, fingerprint: SLIVER },
    { ...row, time: 2, fingerprint: SLIVER },
  ]);
  expect(intelOf(parseIntel(`${TOR} a\n${SLIVER} b\n${TRICKBOT} c`), table, 0)).toBe("b");
  expect(intelOf(parseIntel(`${TOR} a\n${TRICKBOT} c`), table, 0)).toBe("a");
  expect(intelOf(parseIntel(`${TRICKBOT} c`), table, 0)).toBe("c");
  expect(intelOf(parseIntel(""), table, 0)).toBeNull();
});
