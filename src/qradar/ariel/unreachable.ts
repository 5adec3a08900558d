import { isObject } from "../../formats/json-texts.js";
import { ArielError } from "./ariel-error.js";

/** OpenSSL's names for a chain that ends in an authority nobody vouches for. */
const UNTRUSTED: ReadonlySet<string> = new Set([
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

/** OpenSSL's names for an answer that begins as no TLS record does. */
const PLAIN: ReadonlySet<string> = new Set([
  "ERR_SSL_HTTP_REQUEST",
  "ERR_SSL_PACKET_LENGTH_TOO_LONG",
  "ERR_SSL_WRONG_VERSION_NUMBER",
]);

const SILENT = "no answer to the connection, as behind a firewall or without a VPN";
const NO_ROUTE = "there is no way to its network from here";
const BROKE = "the connection broke";

/** What may pass, by the system's name for it. */
const CAUSES: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there: check address and port",
  EAI_AGAIN: "its name cannot be looked up now",
  ETIMEDOUT: SILENT,
  UND_ERR_CONNECT_TIMEOUT: SILENT,
  EHOSTUNREACH: NO_ROUTE,
  ENETUNREACH: NO_ROUTE,
  ECONNRESET: BROKE,
  EPIPE: BROKE,
  UND_ERR_SOCKET: BROKE,
};

/**
 * What a fetch that failed without an answer says to the user; only a broken or refused connection is worth another try.
 *
 * @example const { message, transient } = unreachable("https://console.example", { code: "ENOTFOUND" });
 * message; // => "https://console.example: there is no such host (ENOTFOUND): check the address"
 * transient; // => false
 */
export function unreachable(console: string, error: unknown): ArielError {
  const code = codeOf(error);
  if (UNTRUSTED.has(code)) {
    const what = `its certificate is not trusted (${code})`;
    const todo = "name a file with its authority's certificate in NODE_EXTRA_CA_CERTS";
    return new ArielError(`${console}: ${what}: ${todo}`);
  }
  if (/CERT|^ERR_TLS/.test(code)) {
    return new ArielError(`${console}: its certificate does not hold for this address (${code})`);
  }
  if (PLAIN.has(code)) {
    const what = `what listens there does not speak TLS (${code})`;
    return new ArielError(`${console}: ${what}: check the port`);
  }
  if (/^ERR_SSL|^EPROTO$/.test(code)) {
    return new ArielError(`${console}: no TLS connection comes about (${code})`);
  }
  if (code === "ENOTFOUND") {
    return new ArielError(`${console}: there is no such host (${code}): check the address`);
  }
  const what = CAUSES[code] ?? "cannot be reached, or the connection broke";
  const reason = code === "" ? "" : ` (${code})`;
  return new ArielError(`${console}: ${what}${reason}`, { transient: true });
}

/** The system's name for what is wrong, of the error or of what caused it. Messages may hold anything and are not shown. */
function codeOf(error: unknown): string {
  for (let at: unknown = error, depth = 0; at !== undefined && depth < 5; depth++) {
    const { code, cause } =
      at instanceof Error || isObject(at) ? (at as { code?: unknown; cause?: unknown }) : {};
    if (typeof code === "string" && /^[A-Z][A-Z0-9_]*$/.test(code)) return code;
    at = cause;
  }
  return "";
}
