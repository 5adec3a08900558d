import { ArielError } from "./ariel-error.js";

/**
 * Text without the token in it: a server may send back what it was sent.
 *
 * @example hideToken("no rights for s3cret", { SEC: "s3cret" }); // => "no rights for …"
 */
export function hideToken(text: string, headers: Readonly<Record<string, string>>): string {
  return headers.SEC ? text.replaceAll(headers.SEC, "…") : text;
}

/** An error whose message is safe to show. */
export function hideTokenIn(
  error: ArielError,
  headers: Readonly<Record<string, string>>,
): ArielError {
  const message = hideToken(error.message, headers);
  return message === error.message ? error : new ArielError(message, error);
}
