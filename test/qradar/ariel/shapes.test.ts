import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { columnsOf, parseError, parseSearch, rowsOf } from "../../../src/qradar/ariel/index.js";
import { describeData } from "../../support/data.js";

describeData("answers of the API", (folder) => {
  const text = (name: string) => readFileSync(join(folder, "qradar-samples", name), "utf8");
  const json = (name: string) => JSON.parse(text(name));

  test("a search as documented: its status there is the list of all, one of which it must be", () => {
    const documented = json("06_ibm_api26_search_status.json");
    expect(parseSearch(documented)).toBeUndefined();
    expect(parseSearch({ ...documented, status: "EXECUTE" })).toEqual({
      id: "s16",
      status: "EXECUTE",
      progress: 46,
      records: 1240923,
      processed: 1256462,
      executionTime: 1480,
      messages: [{ severity: "ERROR", code: "String", message: "String", contexts: ["String"] }],
    });
  });

  test("a search as recorded when it was made and when it was complete", () => {
    const [made, complete] = json("08_xsoar_v3_search_created_and_completed.json").map(parseSearch);
    const id = "19e90792-1a17-403b-ae5b-d0e60740b95e";
    expect(made).toMatchObject({ id, status: "WAIT", progress: 0, records: 0, executionTime: 0 });
    expect(complete).toMatchObject({ id, status: "COMPLETED", progress: 100, records: 20 });
    expect(complete).toMatchObject({ processed: 26, executionTime: 304, messages: [] });
  });

  test("rows as documented", () => {
    const rows = rowsOf(json("07_ibm_api26_results.json"));
    expect(rows).toHaveLength(2);
    expect(rows?.[1]).toEqual({ sourceIP: "1.1.1.1", destinationIP: "127.0.0.1", qid: 1005 });
  });

  test("an error as recorded", () => {
    const error = parseError(text("09_error_body_422.json"));
    expect(error?.code).toBe(36);
    expect(error?.message).toMatch(/^Failed to parse Range header\. .*items=x-y$/);
    expect(error?.description).toBe("");
  });

  test("columns as documented", () => {
    const [column, ...others] = columnsOf(json("10_aql_metadata_response_shape.json")) ?? [];
    expect(others).toEqual([]);
    expect(column).toMatchObject({ name: "String", nullable: true });
    expect(column?.type).toContain("|Long|");
  });
});

describe("the rows of an answer", () => {
  test.each<[unknown, string]>([
    [{ warnings: [], events: [{ a: 1 }] }, "beside an empty list"],
    [{ warnings: [{ code: 1 }], events: [{ a: 1 }] }, "beside a list of objects"],
    [{ warnings: [{ code: 1 }], flows: [{ a: 1 }] }, "of flows"],
    [{ warnings: [{ code: 1 }], cursor: [{ a: 1 }] }, "of a cursor"],
    [{ events: null, flows: [{ a: 1 }] }, "beside a name without a list"],
    [{ hints: [], codes: [7], assets: [{ a: 1 }] }, "of another name, the only objects"],
    [{ assets: [{ a: 1 }], hints: [{ b: 1 }] }, "of another name, the first objects"],
    [[{ a: 1 }], "as they are"],
  ])("are found in %j: %s", (body) => {
    expect(rowsOf(body)).toEqual([{ a: 1 }]);
  });

  test("are none where their list is empty, whatever else there is", () => {
    expect(rowsOf({ warnings: [{ code: 1 }], events: [] })).toEqual([]);
    expect(rowsOf({ assets: [], search_id: "s1" })).toEqual([]);
  });

  test("are never what holds something else than objects", () => {
    expect(rowsOf({ events: [{ a: 1 }, 7], hints: [{ b: 1 }] })).toBeUndefined();
    expect(rowsOf({ assets: [{ a: 1 }, 7] })).toBeUndefined();
  });
});

describe("what is no answer of the API", () => {
  const others = [null, 7, "text", [], {}, [1], { events: [1] }, { events: {} }, { columns: 1 }];

  test.each(others)("is no search, no rows and no columns: %j", (body) => {
    expect(parseSearch(body)).toBeUndefined();
    expect(rowsOf(body) ?? []).toEqual([]);
    expect(columnsOf(body)).toBeUndefined();
  });

  test.each(["", "<html>", "[1]", "null", '{"code":', "7"])("is no error: %j", (text) => {
    expect(parseError(text)).toBeUndefined();
  });

  test("an error may lack anything, and may hold what it should not", () => {
    expect(parseError("{}")).toEqual({ code: null, message: "", description: "" });
    const body = { code: "x", message: 7, http_response: { message: "a\n b" } };
    expect(parseError(JSON.stringify(body))).toEqual({
      code: null,
      message: "a b",
      description: "",
    });
    const long = parseError(JSON.stringify({ message: "x".repeat(100_000) }));
    expect(long?.message.length).toBeLessThan(1000);
  });
});
