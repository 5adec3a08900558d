import { printable } from "../../text/printable.js";
import { hideToken } from "./hide-token.js";

/**
 * What a console says, as a message may hold it: without the token of the headers it was sent, on one line, cut to so many characters,
 * and with escapes for what a terminal would obey. The cut comes after the token is hidden: a part of a token would not be found.
 *
 * @example consoleText("no rights\n for s3cret\u001b[2J", 500, { SEC: "s3cret" }); // => "no rights for …\\u001b[2J"
 * @example consoleText("for s3cret", 7, { SEC: "s3cret" }); // => "for …"
 */
export function consoleText(
  text: string,
  longest: number,
  sent: Readonly<Record<string, string>>,
): string {
  const line = hideToken(text, sent).replace(/\s+/g, " ").trim();
  return printable(line.slice(0, longest).trimEnd());
}
