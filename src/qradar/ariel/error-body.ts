import { isObject } from "../../formats/json-texts.js";
import { consoleText } from "./console-text.js";
import { textOf } from "./values.js";

/** What the body of an answer that is no success tells. */
export interface ErrorBody {
  /** The API's own number, such as 2000 for AQL that cannot be parsed; null where there is none. */
  readonly code: number | null;
  /** The most telling text in it, on one line; empty where there is none. */
  readonly message: string;
  /** The description where it says anything else. */
  readonly description: string;
}

const SHOWN = 500;

/**
 * The body of an error, `{"http_response":{"code":422,"message":…},"code":36,"description":"","details":{},"message":…}`
 * (recorded from consoles for 403, 409 and 422). Its texts are safe to print: a line of 500 characters at most, with escapes for what a
 * terminal would obey, and without the token (SEC) of the headers that were sent. Undefined for what is no JSON object: a proxy's page,
 * nothing, a cut answer.
 *
 * @example parseError('{"code":1004,"message":"in use","description":""}'); // => { code: 1004, message: "in use", description: "" }
 * @example parseError("<html>Bad gateway</html>"); // => undefined
 */
export function parseError(
  text: string,
  sent: Readonly<Record<string, string>> = {},
): ErrorBody | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(body)) return undefined;
  const oneLine = (value: unknown) => consoleText(textOf(value), SHOWN, sent);
  const general = isObject(body.http_response) ? oneLine(body.http_response.message) : "";
  const description = oneLine(body.description);
  const message = oneLine(body.message) || description || general;
  return {
    code: typeof body.code === "number" ? body.code : null,
    message,
    description: description === message ? "" : description,
  };
}
