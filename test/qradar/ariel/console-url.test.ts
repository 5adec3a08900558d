import { describe, expect, test } from "vitest";
import { RuleError } from "../../../src/errors.js";
import { arielClient, consoleUrl } from "../../../src/qradar/ariel/index.js";

describe("a console's address", () => {
  test.each([
    ["https://console.example", "https://console.example"],
    [" https://Console.Example:8443/// ", "https://console.example:8443"],
    ["https://proxy.example/siem/", "https://proxy.example/siem"],
    ["https://console.example/api/", "https://console.example"],
    ["https://[2001:db8::1]/", "https://[2001:db8::1]"],
    ["http://localhost:1234", "http://localhost:1234"],
    ["http://127.9.9.9", "http://127.9.9.9"],
    ["http://[::1]:80/", "http://[::1]"],
  ])("%j is %s", (text, url) => {
    expect(consoleUrl(text)).toBe(url);
  });

  test.each([
    ["http://console.example", /clear text: use https:\/\/console\.example/],
    ["http://127.0.0.1.evil.example", /clear text/],
    ["http://localhost.evil.example", /clear text/],
    ["http://10.0.0.1", /clear text/],
    ["ftp://console.example", /https address, got ftp:/],
    ["file:///etc/passwd", /https address/],
    ["https://console.example?x=1", /no query/],
    ["https://console.example#x", /no fragment/],
    ["console.example", /such as https:/],
    ["console:443", /https address/],
    ["", /such as https:/],
  ])("%j is refused", (text, reason) => {
    expect(() => consoleUrl(text)).toThrow(reason);
  });

  test("holds no user or password, and the refusal does not show them", () => {
    const issue = (text: string) => {
      try {
        return consoleUrl(text);
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(issue("https://admin:s3cret@console.example")).toMatch(/no user or password/);
    expect(issue("https://admin:s3cret@console.example")).not.toMatch(/admin|s3cret/);
    expect(issue("http://s3cret@console.example")).not.toMatch(/s3cret/);
  });
});

describe("the options of a client", () => {
  test("are all checked, and the token is not shown", () => {
    const options = { url: "x", token: "two words", version: "new", retries: -1, timeoutMs: 0 };
    let issues: readonly string[] = [];
    try {
      arielClient({ ...options, deadlineMs: Number.NaN });
    } catch (error) {
      expect(error).toBeInstanceOf(RuleError);
      issues = (error as RuleError).issues;
    }
    expect(issues.map((issue) => issue.split(":")[0])).toEqual([
      ...["token", "version", "timeoutMs", "deadlineMs", "retries", "url"],
    ]);
    expect(issues.join()).not.toContain("two words");
  });

  test.each(["", "a\nSEC: b", "tökén", "\u0000"])("a token cannot be %j", (token) => {
    expect(() => arielClient({ url: "https://console.example", token })).toThrow(RuleError);
  });
});
