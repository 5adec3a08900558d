import { describe, expect, test } from "vitest";
import { everyInWords } from "../../../src/qradar/hand-over/in-words.js";
import { noteOf } from "../../../src/qradar/hand-over/note.js";
import { handOverWarnings, renderHandOver } from "../../../src/qradar/hand-over/render.js";
import { dateTimeFormat } from "../../../src/reference/date-time.js";
import { FINDING, finding } from "./findings.js";

const note = (changes = {}, timeZone = "UTC") =>
  noteOf(finding(changes), { name: timeZone, time: dateTimeFormat(timeZone) });
const NOT_RETURNED = {
  returned: false,
  confidence: null,
  reason: null,
  dropped: "count",
  detail: "10 is not > 15",
};

describe("a note", () => {
  test("tells what was seen, why it stands out, what the query says, and what to do next", () => {
    expect(note()).toBe(
      [
        "Beaconry: 10.1.2.3 connected to c2.example (203.0.113.9:443) 100 times from 2026-11-22 00:00:00 to 2026-11-22 01:39:00 UTC, every 60 s, 51.2 kB sent, 205 kB received.",
        `Score 0.98 (high). ${FINDING.explanation.join(" ")}`,
        "The reference query rates it high (band60).",
        "Next: find the program on 10.1.2.3 that makes these connections, and whose the destination is.",
        "AQL for its events: beaconry aql --pair 10.1.2.3,203.0.113.9,443 --start 1795305600000 --end 1795311540000",
      ].join(" "),
    );
  });

  test("prints its times in the zone asked for", () => {
    expect(note({}, "Asia/Tokyo")).toContain(
      "2026-11-22 09:00:00 to 2026-11-22 10:39:00 Asia/Tokyo",
    );
  });

  test("says why the query does not return it, and of what it returns only that it does", () => {
    expect(note({ reference: NOT_RETURNED })).toContain(
      "The reference query does not return it (count: 10 is not > 15).",
    );
    const plain = { ...FINDING.reference, confidence: "medium", reason: "none" };
    expect(note({ reference: plain })).toContain("The reference query rates it medium.");
  });

  test("of an exported row says what raw records would settle, and asks for its whole last second", () => {
    const row = note({
      row: 7,
      resolutionMs: 1000,
      needs: ["the intervals", "their sizes"],
      family: "updates",
    });
    expect(row).toContain("It fits the patterns of updates.");
    expect(row).toContain("Next, to settle it: the intervals; their sizes. AQL");
    expect(row).toMatch(/--start 1795305600000 --end 1795311540999$/);
  });

  test("has no AQL where there are no two addresses of one family", () => {
    for (const destination of ["c2.example", "2001:db8::1"]) {
      expect(note({ destination })).not.toContain("aql");
    }
    const v6 = note({ source: "2001:db8::2", destination: "2001:db8::1", host: null });
    expect(v6).toContain("connected to [2001:db8::1]:443 100 times");
    expect(v6).toContain("--pair 2001:db8::2,2001:db8::1,443 ");
  });

  test("names a group's other destinations by their number", () => {
    const group = { destinations: ["203.0.113.9", "192.0.2.1"] };
    expect(note(group)).toContain("(203.0.113.9:443 and another destination)");
    expect(note({ destinations: [...group.destinations, "192.0.2.2"] })).toContain(
      "(203.0.113.9:443 and 2 more destinations)",
    );
  });

  test("cuts its reasons first where it would be longer than 2000 characters", () => {
    const long = note({ explanation: new Array(200).fill("One more reason there is.") });
    expect(long).toHaveLength(2000);
    expect(long).toContain("…");
    expect(long).toMatch(/The reference query rates it high .* --end 1795311540000$/);
    const name = "x".repeat(5000);
    const longest = note({
      ...{ source: name, destination: name, host: `${name}y`, family: name, needs: [name] },
      explanation: [name],
      reference: { ...NOT_RETURNED, detail: name },
    });
    expect(longest.length).toBeLessThanOrEqual(2000);
  });

  test("is one line a finding; none without, which is told", () => {
    const view = { version: "1.2.3", timeZone: "UTC" };
    const text = [...renderHandOver([finding(), finding({ port: 80 })], "note", view)].join("");
    expect(text).toBe(`${note()}\n${note({ port: 80 })}\n`);
    expect([...renderHandOver([], "note", view)]).toEqual([]);
    expect(handOverWarnings([], "note").map(({ code }) => code)).toEqual(["hand-over-empty"]);
    expect(handOverWarnings([finding({ destination: "c2.example" })], "note")).toEqual([]);
  });
});

test("how often it comes is its schedule with the jitter, else the average, else nothing", () => {
  const none = { periodSeconds: null, jitter: null };
  expect(everyInWords(finding({ periodSeconds: 300, jitter: 0.1 }))).toBe(
    "every 5 min with 10 % jitter",
  );
  expect(everyInWords(finding({ ...none, averageIntervalSeconds: 61.2 }))).toBe(
    "every 61.2 s on average",
  );
  expect(everyInWords(finding({ ...none, averageIntervalSeconds: null }))).toBeNull();
});
