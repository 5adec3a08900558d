import { RuleError } from "../../errors.js";
import type { Api } from "./api.js";
import { consoleUrl } from "./console-url.js";
import { pause, type Sleep } from "./pause.js";

/** Options of `arielClient`. */
export interface ArielClientOptions {
  /** The console's address; see consoleUrl. */
  readonly url: string;
  /** Of an authorized service (Admin, Authorized Services). Sent as the header SEC, and in no error or warning. */
  readonly token: string;
  /**
   * API version, such as `16.0`. Default none, for which a console takes its newest: each release supports the last three only, so
   * that none is everywhere, and what is asked here is the same from 12.0 to 26.0.
   */
  readonly version?: string;
  /** In place of the platform's: with a proxy, for example. It must look at `redirect` and `signal`. */
  readonly fetch?: typeof fetch;
  /** A request without a byte for so long is given up, and tried again. Default 60,000. */
  readonly timeoutMs?: number;
  /**
   * The longest that a query may take, from the first request to the last row; a search that is not over by then is cancelled. Default
   * 3,600,000.
   */
  readonly deadlineMs?: number;
  /**
   * How often a request is tried again when the console is busy or the connection breaks. Default 8, some ten seconds. Once a search is
   * running there it is asked for until `deadlineMs`, and a page of its rows for some five minutes.
   */
  readonly retries?: number;
  /** How to wait between requests; for tests. */
  readonly sleep?: Sleep;
}

/**
 * The console that options mean; throws a RuleError that lists what is wrong with them, without the token.
 *
 * @example const { console, headers } = apiOf({ url: "https://console.example/api", token: "s3cret", version: "16.0" });
 * console; // => "https://console.example"
 * headers; // => { SEC: "s3cret", Accept: "application/json", Version: "16.0" }
 */
export function apiOf(options: ArielClientOptions): Api {
  const { token, version, timeoutMs = 60_000, deadlineMs = 3_600_000 } = options;
  const { retries = 8, sleep = pause } = options;
  const issues: string[] = [];
  // A header's own error would show it.
  if (typeof token !== "string" || !/^[\x21-\x7e]+$/.test(token)) {
    issues.push("token: expected printable ASCII without spaces");
  }
  if (version !== undefined && !/^\d{1,3}\.\d{1,3}$/.test(version)) {
    issues.push("version: expected such as 16.0");
  }
  for (const [name, value] of Object.entries({ timeoutMs, deadlineMs })) {
    if (!(value > 0)) issues.push(`${name}: expected milliseconds over 0`);
  }
  if (!(Number.isInteger(retries) && retries >= 0)) issues.push("retries: expected a whole number");
  let console = "";
  try {
    console = consoleUrl(String(options.url));
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    issues.push(...error.issues.map((issue) => `url: ${issue}`));
  }
  if (issues.length > 0) throw new RuleError("ariel", issues);
  const headers = {
    SEC: token,
    Accept: "application/json",
    ...(version !== undefined && { Version: version }),
  };
  // Called as a method, a browser's own would refuse.
  const ask: typeof fetch = options.fetch ?? ((...given) => fetch(...given));
  return { console, headers, fetch: ask, timeoutMs, deadlineMs, retries, sleep };
}
