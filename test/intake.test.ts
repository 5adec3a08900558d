import { describe, expect, test } from "vitest";
import { InputError } from "../src/errors.js";
import { Intake, type Reject } from "../src/intake.js";

describe("Intake", () => {
  test("counts every record once: accepted + rejected + ignored = records", () => {
    const intake = new Intake();
    for (let i = 0; i < 3; i++) intake.accept();
    intake.reject("no time", "{}");
    intake.ignored += 2;
    intake.files = 4;
    expect(intake.records).toBe(6);
    expect(intake.summary).toEqual({ files: 4, records: 6, accepted: 3, rejected: 1, ignored: 2 });
  });

  test("reports a reject at once with its place, and cuts a long text", () => {
    const rejects: Reject[] = [];
    const intake = new Intake({ onReject: (reject) => rejects.push(reject) });
    intake.file = "conn.log";
    intake.line = 12;
    intake.reject("bad port", "x".repeat(5000));
    expect(rejects).toEqual([
      { file: "conn.log", line: 12, reason: "bad port", text: "x".repeat(2000) },
    ]);
  });

  test("warns once a kind, with the number of cases and the place of the first", () => {
    const intake = new Intake();
    expect(intake.warnings()).toEqual([]);
    intake.file = "a.log";
    for (const line of [3, 4, 5]) {
      intake.line = line;
      intake.notice("bad-bytes", "had no size");
      // Of one record, however often it is told.
      intake.notice("bad-bytes", "had no size");
      if (line > 3) intake.reject(`bad line ${line}`, "");
      else intake.accept();
    }
    intake.warnFile("unknown-format", "no known format, skipped");
    intake.file = "b.log";
    intake.warnFile("unknown-format", "no known format, skipped");
    expect(intake.warnings()).toEqual([
      { code: "rejected", message: "2 records rejected (first: a.log:4: bad line 4)" },
      { code: "bad-bytes", message: "3 records had no size (first: a.log:3)" },
      { code: "unknown-format", message: "a.log: no known format, skipped" },
      { code: "unknown-format", message: "b.log: no known format, skipped" },
    ]);
  });

  test("speaks of one record in the singular", () => {
    const intake = new Intake();
    intake.reject("no time", "");
    expect(intake.warnings()[0]?.message).toBe("1 record rejected (first: input:0: no time)");
  });

  test("takes as many records as allowed, and throws at the next", () => {
    const intake = new Intake({ maxEvents: 2 });
    intake.accept();
    intake.accept();
    intake.reject("a reject is no event", "");
    intake.file = "a.log";
    intake.line = 4;
    const error = new InputError("a.log", "more than 2 events; raise the limit or read less", 4);
    expect(() => intake.accept()).toThrow(error);
  });
});
