import { ArielError } from "./ariel-error.js";
import { consoleText } from "./console-text.js";
import { type ErrorBody, parseError } from "./error-body.js";
import { retryAfter } from "./pause.js";

/** Statuses of a server or a proxy before it that is not ready now; 409 (code 1004) is of a search that is being made. */
const TRANSIENT: ReadonlySet<number> = new Set([409, 429, 502, 503, 504]);

/** What to do, by HTTP status; those of the Ariel API and their codes are documented with each of its endpoints. */
const ADVICE: Readonly<Record<number, string>> = {
  401: "the console does not know the token: check it, and that it has not expired",
  403: "the token's user role needs Log Activity, and its security profile the log sources",
  404: "check the console's address",
  407: "a proxy before the console asks for a password",
  409: "a search with this id is being made: try again",
  429: "the console is asked too often: try later",
  500: "the console failed; its own log tells why",
  502: "the console does not answer the proxy before it: try later",
  503: "Ariel is offline or busy, as after a deployment: try later",
  504: "the console does not answer the proxy before it: try later",
};

/** An answer that is no success. */
export interface Refused {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Whether the request is for what every console has, not for one search. */
  readonly isGeneral: boolean;
  /** The headers that were sent; what SEC holds must be in no message. */
  readonly sent: Readonly<Record<string, string>>;
}

/**
 * The error for an answer that is no success.
 *
 * @example const refused = { status: 429, headers: new Headers({ "retry-after": "7" }), text: "{}", isGeneral: true, sent: {} };
 * const { message, transient, retryAfter } = refusal("https://console.example", refused);
 * message; // => "https://console.example: 429: the console is asked too often: try later"
 * [transient, retryAfter]; // => [true, 7000]
 */
export function refusal(console: string, refused: Refused): ArielError {
  const { status, headers, text, sent } = refused;
  if (status === 0 || (status >= 300 && status < 400)) return redirected(console, refused);
  const body = parseError(text, sent);
  const code = body?.code ?? null;
  const number = code === null ? `${status}` : `${status} (code ${code})`;
  const parts = [said(body, headers), adviceOn(refused, body)].filter((part) => part !== "");
  return new ArielError(`${console}: ${[number, ...parts].join(": ")}`, {
    status,
    code,
    transient: TRANSIENT.has(status),
    retryAfter: retryAfter(headers.get("retry-after")),
  });
}

function said(body: ErrorBody | undefined, headers: Headers): string {
  if (body === undefined) return notJson(headers);
  const { message, description } = body;
  return description === "" ? message : `${message} (${description})`;
}

function notJson(headers: Headers): string {
  const type = headers.get("content-type")?.split(";")[0]?.trim() ?? "";
  return /^[\w.+-]+\/[\w.+-]+$/.test(type)
    ? `an answer of ${type}, not of the API`
    : "no reason given";
}

function adviceOn({ status, isGeneral }: Refused, body: ErrorBody | undefined): string {
  const { code = null, message = "" } = body ?? {};
  if (status === 404 && isGeneral) return "there is no Ariel API at this address: check it";
  if (code === 1002) return "it was deleted, or has expired";
  if (status !== 422) return ADVICE[status] ?? "";
  if (/\bfield\b.*\bdoes not exist/i.test(message)) {
    return "name the console's own property in the rule's bytesOutProperty or bytesInProperty (--rule)";
  }
  return code === 2000 ? "the console's Advanced Search shows where the query is wrong" : "";
}

/** A token must not go where nobody sent it, so redirects are told and never followed. Of the target only host and path are shown. */
function redirected(console: string, { headers, sent }: Refused): ArielError {
  const target = headers.get("location");
  let place = "elsewhere";
  try {
    const { origin, pathname } = new URL(target ?? "", console);
    if (target !== null) place = `to ${consoleText(`${origin}${pathname}`, 200, sent)}`;
  } catch {
    // The place stays unnamed.
  }
  return new ArielError(
    `${console}: redirects ${place}: the token is not sent on; give the console's own address`,
  );
}

/**
 * The error for an answer that says it is a success and is not the API's.
 *
 * @example unexpected("https://console.example", new Headers({ "content-type": "application/json" }), "rows").transient; // => true
 * @example unexpected("https://console.example", new Headers({ "content-type": "text/html" }), "rows").transient; // => false
 */
export function unexpected(console: string, headers: Headers, what: string): ArielError {
  const type = headers.get("content-type") ?? "";
  if (type.includes("json")) {
    // Cut off, most likely: by a proxy, since the connection itself ended well.
    return new ArielError(`${console}: answered with broken or unknown JSON for ${what}`, {
      transient: true,
    });
  }
  return new ArielError(
    `${console}: ${notJson(headers)}: check the console's address, and for a login page before it`,
  );
}
