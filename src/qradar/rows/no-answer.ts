import { isObject } from "../../formats/json-texts.js";
import { printable } from "../../text/printable.js";
import { parseError } from "../ariel/error-body.js";

/** What to say of findings, in whatever form they were written. */
export const FINDINGS = "holds findings, not the query's rows: score or rescore of ours wrote it";

/**
 * Why a JSON document with these members is no answer of the query, although it could be taken for one: an error of the console's, in its
 * own words, or findings of ours. Undefined for any other.
 *
 * @example whyNoAnswer(new Map([["profile", {}], ["findings", []]])); // => "holds findings, not the query's rows: score or rescore of ours wrote it"
 */
export function whyNoAnswer(members: ReadonlyMap<string, unknown>): string | undefined {
  if (members.has("findings") && members.has("profile")) return FINDINGS;
  return consoleError(members);
}

/**
 * What a JSON document with these members says where it is an error of the console's; undefined for any other.
 *
 * @example consoleError(new Map([["http_response", { code: 401 }], ["message", "No"]])); // => "is an error of the console, not an answer: No"
 */
export function consoleError(members: ReadonlyMap<string, unknown>): string | undefined {
  const isError = ["code", "description", "message"].every((name) => members.has(name));
  if (!isError && !isObject(members.get("http_response"))) return undefined;
  const body = parseError(JSON.stringify(Object.fromEntries(members)));
  const { code = null, message = "", description = "" } = body ?? {};
  const number = code === null ? "" : ` (code ${code})`;
  const words = [message, description].filter((text) => text !== "").join("; ");
  const said = words === "" ? "without a reason" : printable(words);
  return `is an error of the console, not an answer${number}: ${said}`;
}
