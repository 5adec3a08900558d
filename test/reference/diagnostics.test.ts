import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tableFrom } from "../../src/index.js";
import { diagnose } from "../../src/reference/diagnostics.js";
import { identicalTimes } from "../../src/reference/identical-times.js";
import { beacon, PAIR, type TestEvent, tableOf } from "./events.js";

const HOUR_MS = 3_600_000;

/** The message of one kind of warning, undefined when it is not given. */
function warning(code: string, events: readonly TestEvent[]): string | undefined {
  return diagnose(tableOf(events)).find((found) => found.code === code)?.message;
}

const sized = (count: number, changes: Partial<TestEvent> = {}) =>
  beacon(count, 60_000 * (count - 1), { bytesOut: 1, ...changes });

describe("diagnose", () => {
  test("has nothing to say of a clean log, nor of an empty one", () => {
    const events = sized(20, { eventCount: 1, logSource: "fw", deviceTime: 5 });
    expect(diagnose(tableOf(events))).toEqual([]);
    expect(diagnose(tableOf([]))).toEqual([]);
  });

  test("leaves the table as it is", () => {
    const table = tableOf(sized(20).toReversed());
    const times = table.times.slice();
    diagnose(table);
    expect(table.times).toEqual(times);
  });

  test("tells of times that records of a pair share, over a tenth of them", () => {
    const batch = (count: number) => Array.from({ length: count }, () => sized(1)[0] as TestEvent);
    const rest = sized(18, { time: 60_000 });
    expect(warning("identical-times", [...batch(2), ...rest])).toBeUndefined();
    expect(warning("identical-times", [...batch(3), ...rest])).toMatch(
      /^3 of 21 records \(14\.3 %\) have the same time as another record of their pair/,
    );
  });

  test("does not take the same time on two pairs for a batch", () => {
    expect(warning("identical-times", [...sized(20), ...sized(20, { port: 80 })])).toBeUndefined();
  });

  test("tells of IPv6 that QRadar collapsed to 0.0.0.0, with the fix", () => {
    const collapsed = sized(2, { source: "0.0.0.0", destination: "0.0.0.0" });
    expect(warning("collapsed-ipv6", [...collapsed, ...sized(2)])).toMatch(
      /^2 of 4 records \(50\.0 %\) go to 0\.0\.0\.0.*--field source=sourceaddress --field destination=destinationaddress$/,
    );
  });

  test("does not take DHCP, or an interned name, for collapsed IPv6", () => {
    const dhcp = sized(2, { source: "0.0.0.0", destination: "255.255.255.255", port: 67 });
    expect(
      warning("collapsed-ipv6", [...dhcp, ...sized(2, { destination: "::1" })]),
    ).toBeUndefined();
  });

  test("tells of coalesced records", () => {
    const events = [...sized(3), ...sized(2, { eventCount: 4, port: 80 })];
    expect(warning("coalesced", events)).toMatch(/^5 records stand for 11 events.*eventcount/);
    expect(warning("coalesced", sized(3, { eventCount: 1 }))).toBeUndefined();
    expect(warning("coalesced", sized(3))).toBeUndefined();
  });

  test("tells of pairs that several log sources report, over a hundredth of them", () => {
    const twice = [...sized(2, { logSource: "fw" }), ...sized(2, { logSource: "proxy" })];
    const once = Array.from({ length: 99 }, (_, i) =>
      sized(1, { port: i, logSource: "fw" }),
    ).flat();
    expect(warning("several-log-sources", twice)).toMatch(
      /^1 of 1 pairs \(100\.0 %\) come from several log sources/,
    );
    expect(warning("several-log-sources", [...twice, ...once])).toBeUndefined();
    expect(
      warning("several-log-sources", [...sized(2, { logSource: "fw" }), ...sized(2)]),
    ).toBeUndefined();
  });

  test("tells when no record at all has bytes", () => {
    expect(warning("no-bytes", beacon(3, 5))).toMatch(/^no record has a byte count/);
    expect(warning("no-bytes", beacon(3, 5, { bytesIn: 0 }))).toBeUndefined();
    expect(warning("no-bytes", [...beacon(3, 5), ...sized(1)])).toBeUndefined();
    expect(diagnose(tableFrom([{ ...PAIR, time: 0 }]))[0]?.code).toBe("no-bytes");
  });

  test("tells of one record more than an hour past all others", () => {
    const past = (ms: number) => [...sized(3), ...sized(1, { time: 120_000 + ms, port: 80 })];
    expect(warning("late-record", past(HOUR_MS))).toBeUndefined();
    expect(warning("late-record", past(HOUR_MS + 1))).toMatch(
      /^one record, at 1970-01-01 01:02:00 UTC, lies 1\.0 hours past/,
    );
    expect(warning("late-record", [...past(HOUR_MS * 48), ...past(HOUR_MS * 48)])).toBeUndefined();
    expect(warning("late-record", past(HOUR_MS * 48).toReversed())).toMatch(/48\.0 hours/);
    expect(warning("late-record", sized(1))).toBeUndefined();
  });
});

describe("identicalTimes", () => {
  test("counts every record of a run", () => {
    const times = [0, 0, 0, 60_000];
    expect(identicalTimes(tableFrom(times.map((time) => ({ ...PAIR, time }))))).toBe(3);
  });

  test("counts the same in any order", () => {
    const events = fc.array(
      fc.record({ time: fc.nat(40), port: fc.constantFrom(80, 443), spread: fc.nat(3) }),
      { maxLength: 120 },
    );
    fc.assert(
      fc.property(events, (all) => {
        const made = all.map(({ time, port, spread }) => ({ ...PAIR, port, time: time * spread }));
        const key = (event: TestEvent) => `${event.port} ${event.time}`;
        const naive = made.filter((event) => made.filter((e) => key(e) === key(event)).length > 1);
        expect(identicalTimes(tableOf(made))).toBe(naive.length);
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});
