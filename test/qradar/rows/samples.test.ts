import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readAnswer } from "../../../src/qradar/rows/answer.js";
import { PrintedTimes } from "../../../src/qradar/rows/printed-time.js";
import { readResultRows } from "../../../src/qradar/rows/read-result-rows.js";
import { describeData } from "../../support/data.js";

describeData("answers recorded on consoles", (folder) => {
  const text = (name: string) => readFileSync(join(folder, "qradar-samples", name), "utf8");
  const records = (file: string, input: string) => {
    const { columns, rows } = readAnswer(file, input);
    return rows.map(({ cells }) => Object.fromEntries(columns.map((name, i) => [name, cells[i]])));
  };

  test.each([
    "01_xsoar_v3_results_raw_events.json",
    "02_xsoar_v2_results_aliased.json",
    "03_xsoar_readme_results_grouped_aggregates.json",
    "05_du_soc_portal_grouped_aggregates.json",
    "07_ibm_api26_results.json",
  ])("the events of %s come with all their values", (name) => {
    const { events } = JSON.parse(text(name)) as { events: unknown[] };
    expect(readAnswer(name, text(name))).toMatchObject({ name: "events", form: "json" });
    expect(records(name, text(name))).toEqual(events);
  });

  test("the rows of each query of a lab come with all their values", () => {
    const name = "04_ais0c_lab45_audits_excerpt.json";
    const audits = JSON.parse(text(name)) as { rows: unknown[] }[];
    expect(audits.length).toBe(5);
    for (const { rows } of audits) expect(records(name, JSON.stringify(rows))).toEqual(rows);
    expect(readAnswer(name, text(name)).name).toBe("rows");
  });

  test("aggregates are read as the whole numbers they are", () => {
    const name = "03_xsoar_readme_results_grouped_aggregates.json";
    expect(records(name, text(name)).map((row) => row.Count)).toEqual([3, 1]);
    expect(() => readResultRows(name, text(name))).toThrow(
      /no column for FirstSeen or FirstMs, LastSeen or LastMs, sourceip, destinationip \(its columns: Destination Port, Source IP \(Unique Count\)/,
    );
  });

  test("raw events are told apart from rows", () => {
    const name = "01_xsoar_v3_results_raw_events.json";
    expect(() => readResultRows(name, text(name))).toThrow(/holds single events.*beaconry score/);
  });

  test("the status of a search is not read as an empty answer", () => {
    const name = "06_ibm_api26_search_status.json";
    expect(() => readResultRows(name, text(name))).toThrow(/no column for/);
  });

  test("an error is told in the console's words", () => {
    const name = "09_error_body_422.json";
    expect(() => readResultRows(name, text(name))).toThrow(
      `${name}: is an error of the console, not an answer (code 36): Failed to parse Range header.`,
    );
  });

  test("times without seconds stand for a minute", () => {
    const [row] = records("05", text("05_du_soc_portal_grouped_aggregates.json"));
    const time = new PrintedTimes().read(String(row?.startTime));
    expect(time).toEqual({
      text: "2025-07-24 04:02",
      ms: Date.UTC(2025, 6, 24, 4, 2),
      resolution: 60_000,
      others: [],
    });
  });

  test("the console that formats in UTC printed the second of the event that its lab recorded", () => {
    const time = new PrintedTimes().read("2026-10-05 14:57:43");
    expect(time?.ms).toBe(Math.floor(1_791_212_263_905 / 1000) * 1000);
  });
});
