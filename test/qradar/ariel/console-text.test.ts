import { describe, expect, test } from "vitest";
import { ArielError, arielClient, parseError } from "../../../src/qradar/ariel/index.js";

const SECRET = "0f8fad5b-d9cb-469f-a165-70867728950e";
const AQL = "SELECT sourceip FROM events START 0 STOP 60000";
const sleep = async () => {};

/** A client whose requests are answered by these in turn, and what a query of it ends with. */
function consoleThatSays(...answers: readonly (readonly [number, object])[]) {
  let asked = 0;
  const fetch = async () => {
    const [status, body] = answers[Math.min(asked++, answers.length - 1)] ?? [500, {}];
    return new Response(JSON.stringify(body), {
      ...{ status, headers: { "content-type": "application/json" } },
    });
  };
  const options = { url: "https://console.example", token: SECRET, fetch, sleep, retries: 0 };
  const client = arielClient(options);
  return client.search(AQL).then(
    ({ warnings }) => warnings.map(({ message }) => message).join("\n"),
    (error: unknown) => {
      expect(error).toBeInstanceOf(ArielError);
      return (error as Error).message;
    },
  );
}

/** The longest beginning or end of the token, of four characters at least, that a text holds. */
function leaked(text: string): string {
  for (let length = SECRET.length; length >= 4; length--) {
    for (const part of [SECRET.slice(0, length), SECRET.slice(-length)]) {
      if (text.includes(part)) return part;
    }
  }
  return "";
}

describe("the token in what a console says", () => {
  test("is hidden wherever a message is cut", async () => {
    for (let at = 420; at <= 520; at++) {
      const text = `${"x".repeat(at)}${SECRET} at line 1`;
      for (const body of [
        { code: 2000, message: text },
        { code: 2000, message: "no", description: text },
        { code: 2000, http_response: { code: 422, message: text } },
      ]) {
        const message = await consoleThatSays([422, body]);
        expect(message).toMatch(/422 \(code 2000\): .*xxx/);
        expect([at, leaked(message)]).toEqual([at, ""]);
      }
    }
  });

  test("is hidden where the messages of a search are cut", async () => {
    for (let at = 940; at <= 1010; at++) {
      const message = `${"x".repeat(at)}${SECRET}`;
      const state = { search_id: "s1", error_messages: [{ severity: "ERROR", message }] };
      const text = await consoleThatSays([201, { ...state, status: "ERROR" }]);
      expect(text).toContain("the search failed: xxx");
      expect([at, leaked(text)]).toEqual([at, ""]);
    }
  });

  test("is hidden however JSON spells it, and in where a redirect leads", async () => {
    const spelt = Array.from(SECRET, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`);
    const text = `{"message":"for ${spelt.join("")}"}`;
    expect(parseError(text)?.message).toBe(`for ${SECRET}`);
    expect(parseError(text, { SEC: SECRET })?.message).toBe("for …");
    for (let at = 140; at <= 210; at++) {
      const location = `https://other.example/${"x".repeat(at)}${SECRET}`;
      const fetch = async () => new Response(null, { status: 302, headers: { location } });
      const client = arielClient({ url: "https://console.example", token: SECRET, fetch });
      const error = await client.search(AQL).catch((reason: Error) => reason.message);
      expect(error).toContain("redirects to https://other.example/xxx");
      expect([at, leaked(String(error))]).toEqual([at, ""]);
    }
  });
});

describe("what a terminal would obey", () => {
  const nasty = "\u001b]0;pwned\u0007 a\u202eb\u200bc\u2028d\u009b2J\r\ne";
  const shown = "\\u001b]0;pwned\\u0007 a\\u202eb\\u200bc d\\u009b2J e";

  test("is written as escapes in an error's message and description", async () => {
    const body = { code: 2000, message: nasty, description: `${nasty}!` };
    expect(await consoleThatSays([422, body])).toContain(`: ${shown} (${shown}!): `);
    expect(parseError(JSON.stringify({ http_response: { message: nasty } }))?.message).toBe(shown);
  });

  test("is written as escapes in a warning and in the error of a search", async () => {
    const messages = [{ severity: "WARN", message: nasty, contexts: [nasty] }];
    const state = { search_id: "s1", status: "COMPLETED", error_messages: messages };
    const warnings = await consoleThatSays([201, state], [200, { events: [] }], [202, {}]);
    expect(warnings).toBe(`the console's answer is incomplete: ${shown} ${shown}`);
    const failed = await consoleThatSays([201, { ...state, status: "ERROR" }]);
    expect(failed).toContain(`the search failed: ${shown} ${shown}`);
  });
});
