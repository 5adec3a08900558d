import { describe, expect, test } from "vitest";
import { InputError, RuleError } from "../../../src/errors.js";
import { PrintedTimes } from "../../../src/qradar/rows/printed-time.js";
import { readResultRows } from "../../../src/qradar/rows/read-result-rows.js";
import { dateTimeFormat } from "../../../src/reference/date-time.js";

const EIGHT = Date.UTC(2026, 10, 23, 8);

describe("times in the formats that mean one thing", () => {
  test.each([
    ["2026-11-23 08:00:00", EIGHT, 1000],
    ["2026-11-23 08:00", EIGHT, 60_000],
    ["2026-11-23 08:00:00.125", EIGHT + 125, 1],
    ["2026-11-23 08:00:00.1", EIGHT + 100, 100],
    ["2026-11-23 08:00:00.125999", EIGHT + 125, 1],
    ["2026-11-23T08:00:00Z", EIGHT, 1000],
    ["2026-11-23T09:00:00+01:00", EIGHT, 1000],
    ["2026-11-23T03:00-0500", EIGHT, 60_000],
    [String(EIGHT), EIGHT, 1],
    ["1.791564626189E12", 1_791_564_626_189, 1],
    ["1791564626189.0", 1_791_564_626_189, 1],
  ])("%s", (text, ms, resolution) => {
    expect(new PrintedTimes().read(text)).toEqual({ text, ms, resolution, others: [] });
  });

  test.each([
    ...["23/11/2026 08:00:00", "11/23/2026 08:00:00", "23.11.2026 08:00", "08:00:00"],
    ...["Nov 23, 2026 8:00:00 AM", "2026-11-23", "2026-02-30 08:00:00", "2026-11-23 24:00:00"],
    ...["1791564626", "1.79E18", "-1", "0", "1791564626189.5", "yesterday", ""],
  ])("%s is none of them", (text) => {
    expect(new PrintedTimes().read(text)).toBeUndefined();
  });
});

describe("times in a format that the user gives", () => {
  const read = (timeFormat: string, text: string, timeZone = "UTC") =>
    new PrintedTimes({ timeFormat, timeZone }).read(text);

  test.each([
    ["dd/MM/yyyy HH:mm:ss", "23/11/2026 08:00:00", 1000],
    ["MM/dd/yyyy HH:mm", "11/23/2026 08:00", 60_000],
    ["MMM d, yyyy h:mm:ss a", "Nov 23, 2026 8:00:00 AM", 1000],
    ["dd-MMM-yyyy HH:mm:ss.SSS", "23-Nov-2026 08:00:00.000", 1],
    ["yyyy-MM-dd HH", "2026-11-23 08", 3_600_000],
    ["yyyy-MM-dd'T'HH:mm:ssZ", "2026-11-23T09:00:00+0100", 1000],
    ["EEE MMM dd HH:mm:ss z yyyy", "Mon Nov 23 08:00:00 UTC 2026", 1000],
  ])("%s", (format, text, resolution) => {
    expect(read(format, text)).toEqual({ text, ms: EIGHT, resolution, others: [] });
  });

  test("a clock that counts to twelve and does not say which half may mean both", () => {
    const time = (text: string) => {
      const { ms = 0, others = [] } = read("yyyy-MM-dd hh:mm:ss", text) ?? {};
      return [ms, ...others].map((at) => new Date(at).toISOString().slice(11, 16));
    };
    expect(time("2026-11-23 08:00:00")).toEqual(["08:00", "20:00"]);
    expect(time("2026-11-23 12:30:00")).toEqual(["00:30", "12:30"]);
  });

  test("what is not in it is no time, though it would be one without", () => {
    expect(read("dd/MM/yyyy HH:mm:ss", "2026-11-23 08:00:00")).toBeUndefined();
    expect(read("dd/MM/yyyy HH:mm:ss", "31/02/2026 08:00:00")).toBeUndefined();
    expect(read("dd/MM/yyyy HH:mm:ss", String(EIGHT))).toBeUndefined();
    expect(read("yyyy-MM-dd HH:mm:ss z", "2026-11-23 08:00:00 IST")).toBeUndefined();
  });

  test.each([
    "HH:mm:ss",
    "yyyy-MM-dd",
    "DDD yyyy HH",
    "yyyy yyyy",
    "dd/MM HH:mm",
    "",
    "y".repeat(200),
  ])("%s cannot be one", (timeFormat) => {
    expect(() => new PrintedTimes({ timeFormat })).toThrow(RuleError);
  });
});

describe("times in a zone", () => {
  const berlin = (text: string) => new PrintedTimes({ timeZone: "Europe/Berlin" }).read(text);

  test("summer and winter", () => {
    expect(berlin("2026-07-01 12:00:00")?.ms).toBe(Date.UTC(2026, 6, 1, 10));
    expect(berlin("2026-12-01 12:00:00")?.ms).toBe(Date.UTC(2026, 11, 1, 11));
    expect(berlin("2026-12-01T12:00:00Z")?.ms).toBe(Date.UTC(2026, 11, 1, 12));
  });

  test("the hour that autumn repeats may be either", () => {
    expect(berlin("2026-10-25 02:30:00")).toMatchObject({
      ms: Date.UTC(2026, 9, 25, 0, 30),
      others: [Date.UTC(2026, 9, 25, 1, 30)],
    });
    expect(berlin("2026-10-25 01:59:59")?.others).toEqual([]);
    expect(berlin("2026-10-25 03:00:00")?.others).toEqual([]);
  });

  test("the hour that spring skips is told", () => {
    const row = {
      ...{ sourceip: "10.1.2.3", destinationip: "203.0.113.9", destinationport: 443 },
      ...{ RequestCount: 16, FirstSeen: "2026-03-29 02:30:00", LastSeen: "2026-03-29 02:40:00" },
    };
    const read = readResultRows("a", JSON.stringify([row]), { timeZone: "Europe/Berlin" });
    expect(read.rows[0]?.firstSeen).toMatchObject({ ms: Date.UTC(2026, 2, 29, 1, 30), others: [] });
    expect(read.warnings).toMatchObject([{ code: "skipped-hour" }]);
  });

  test.each(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])(
    "every instant is among those that its text may stand for: %s",
    (timeZone) => {
      const text = dateTimeFormat(timeZone);
      const times = new PrintedTimes({ timeZone });
      for (let day = 0; day < 366; day++) {
        const ms = Date.UTC(2026, 0, 1) + day * 86_400_000;
        for (let at = ms; at < ms + 86_400_000; at += 5_400_000) {
          const time = times.read(text(at));
          expect([time?.ms, ...(time?.others ?? [])]).toContain(at);
          for (const other of time?.others ?? []) expect(text(other)).toBe(text(at));
        }
      }
      expect(times.skipped).toBe(0);
    },
  );

  test("one that does not exist is an error", () => {
    expect(() => new PrintedTimes({ timeZone: "Mars/Base" })).toThrow(RuleError);
  });
});

describe("which number is the month is never guessed", () => {
  const row = {
    ...{ sourceip: "10.1.2.3", destinationip: "203.0.113.9", destinationport: 443 },
    ...{ RequestCount: 16, FirstSeen: "03/04/2026 08:00:00", LastSeen: "03/04/2026 08:15:00" },
  };

  test("an export whose times cannot be read is an error that names one and the option", () => {
    const error = new InputError(
      "a",
      'row 1, FirstSeen: "03/04/2026 08:00:00" is no time in the format expected; say how times are printed with --time-format, as in dd/MM/yyyy HH:mm:ss',
      1,
    );
    expect(() => readResultRows("a", JSON.stringify([row, row]))).toThrow(error);
  });

  test("the format says it", () => {
    const first = (timeFormat: string) =>
      readResultRows("a", JSON.stringify([row]), { timeFormat }).rows[0]?.firstSeen.ms;
    expect(first("dd/MM/yyyy HH:mm:ss")).toBe(Date.UTC(2026, 3, 3, 8));
    expect(first("MM/dd/yyyy HH:mm:ss")).toBe(Date.UTC(2026, 2, 4, 8));
  });

  test("an export with a time that can be read is no error, though none of its rows can", () => {
    const half = { ...row, FirstSeen: "2026-04-03 08:00:00" };
    expect(readResultRows("a", JSON.stringify([row, half])).input.rejected).toBe(2);
  });

  test("one time among others that cannot be read costs its row only", () => {
    const good = { ...row, FirstSeen: "2026-04-03 08:00:00", LastSeen: "2026-04-03 08:15:00" };
    const { input, warnings } = readResultRows("a", JSON.stringify([row, good]));
    expect(input).toMatchObject({ accepted: 1, rejected: 1 });
    expect(warnings[0]?.message).toContain("--time-format");
  });
});
