import { afterEach, describe, expect, test, vi } from "vitest";
import { apiOf } from "../../../src/qradar/ariel/client-options.js";
import { tidy } from "../../../src/qradar/ariel/tidy.js";

afterEach(() => {
  vi.useRealTimers();
});

/** A console that gives this to every request. */
function consoleThatGives(answer: () => Promise<Response>) {
  const asked: string[] = [];
  const fetch = (url: unknown, { method }: RequestInit = {}) => {
    asked.push(`${method} ${String(url).replace(/.*\/searches/, "")}`);
    return answer();
  };
  return { asked, api: apiOf({ url: "https://console.example", token: "s3cret", fetch }) };
}

describe("tidying up", () => {
  test("cancels what runs and deletes it, and only deletes what does not", async () => {
    const running = consoleThatGives(async () => Response.json({}));
    await tidy(running.api, "s1", true);
    expect(running.asked).toEqual(["POST /s1?status=CANCELED", "DELETE /s1"]);
    const over = consoleThatGives(async () => Response.json({}));
    await tidy(over.api, "s1", false);
    expect(over.asked).toEqual(["DELETE /s1"]);
  });

  test("deletes what it could not cancel, and hides that it failed", async () => {
    const { asked, api } = consoleThatGives(async () => new Response("", { status: 500 }));
    await tidy(api, "s1", true);
    expect(asked).toEqual(["POST /s1?status=CANCELED", "DELETE /s1"]);
  });

  test("is over after five seconds, and leaves no timer behind", async () => {
    vi.useFakeTimers();
    const { asked, api } = consoleThatGives(() => new Promise(() => {}));
    const ending = tidy(api, "s1", true);
    await vi.advanceTimersByTimeAsync(5000);
    await ending;
    expect(asked).toEqual(["POST /s1?status=CANCELED"]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
