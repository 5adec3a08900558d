import { describe, expect, test } from "vitest";
import { ArielError, arielClient } from "../../../src/qradar/ariel/index.js";
import { errorBody } from "../../support/ariel-server.js";

const AQL = "SELECT n FROM events START 0 STOP 60000";
const TEN = Array.from({ length: 10 }, (_, i) => ({ n: i }));

/** What a console gives for the rows from a place on: its rows, and what Content-Range says. */
type Results = (from: number, to: number) => readonly [object[], string?] | Response;

/** A query of a console whose search is complete and whose rows come so, in pages of four. */
function consoleThatGives(results: Results, retries = 8) {
  const asked: string[] = [];
  const fetch = async (url: unknown, { method, headers }: RequestInit = {}) => {
    if (method === "POST") return Response.json({ search_id: "s1", status: "COMPLETED" });
    if (!String(url).endsWith("/results")) return Response.json({});
    const range = new Headers(headers).get("range") ?? "";
    asked.push(range);
    const [from = 0, to = 0] = Array.from(range.matchAll(/\d+/g), ([digits]) => Number(digits));
    const answer = results(from, to);
    if (answer instanceof Response) return answer;
    const [events, place] = answer;
    return Response.json({ events }, { headers: place ? { "content-range": place } : {} });
  };
  const options = { url: "https://console.example", token: "s3cret", sleep: async () => {} };
  const client = arielClient({ ...options, fetch, retries });
  const pages = async () => {
    const sizes: number[] = [];
    for await (const rows of client.pages(AQL, { pageSize: 4 })) sizes.push(rows.length);
    return sizes;
  };
  return { asked, pages };
}

const part = (from: number, to: number) => TEN.slice(from, to + 1);

describe("the pages of a search", () => {
  test.each<[string, Results]>([
    ["the place and the total", (a, b) => [part(a, b), `items ${a}-${Math.min(b, 9)}/10`]],
    ["the place as it was asked for", (a, b) => [part(a, b), `items ${a}-${b}/10`]],
    ["the place with another sign", (a, b) => [part(a, b), `items=${a}-${Math.min(b, 9)}/10`]],
    ["no total", (a, b) => [part(a, b), `items ${a}-${b}/*`]],
    ["something else", (a, b) => [part(a, b), "bytes 0-1/2"]],
    ["nothing", (a, b) => [part(a, b)]],
  ])("are three of ten rows where Content-Range tells %s", async (_, results) => {
    const { asked, pages } = consoleThatGives(results);
    expect(await pages()).toEqual([4, 4, 2]);
    expect(asked).toEqual(["items=0-3", "items=4-7", "items=8-11"]);
  });

  test.each(["items ", "items="])(
    "end where Content-Range says, with no request more: %s",
    async (sign) => {
      const { asked, pages } = consoleThatGives((a, b) => [part(a, b), `${sign}${a}-${b}/8`]);
      expect(await pages()).toEqual([4, 4]);
      expect(asked).toHaveLength(2);
    },
  );

  test("are none where there are no rows, with a total and without", async () => {
    expect(await consoleThatGives(() => [[]]).pages()).toEqual([]);
    expect(await consoleThatGives(() => [[], "items 0-0/0"]).pages()).toEqual([]);
  });

  test("are an error where a later one holds more rows than were asked for", async () => {
    const { pages } = consoleThatGives((from) => [from === 0 ? part(0, 3) : TEN]);
    await expect(pages()).rejects.toThrow(/asked for rows from 4 on, it gave others$/);
  });

  test("are an error where the first is said to be behind the last row", async () => {
    const { pages } = consoleThatGives(() => new Response("", { status: 416 }));
    await expect(pages()).rejects.toMatchObject({ name: "ArielError", status: 416 });
  });

  test("are not waited for where a failure only has the number of a running search", async () => {
    const body = errorBody(422, 1003, "something else");
    const { asked, pages } = consoleThatGives(() => Response.json(body, { status: 422 }));
    await expect(pages()).rejects.toBeInstanceOf(ArielError);
    expect(asked).toHaveLength(1);
  });

  test.each([
    [0, 66],
    [100, 101],
  ])("are asked for with %i retries as often as %i times", async (retries, times) => {
    const { asked, pages } = consoleThatGives(() => new Response("", { status: 503 }), retries);
    await expect(pages()).rejects.toMatchObject({ status: 503 });
    expect(asked).toHaveLength(times);
  });
});
