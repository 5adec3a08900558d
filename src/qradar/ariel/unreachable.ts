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

/** What a fetch that failed without an answer says to the user; only a broken or refused connection is worth another try. */
export function unreachable(console: string, error: unknown): ArielError {
  const code = codeOf(error);
  if (UNTRUSTED.has(code)) {
    const what = `its certificate is not trusted (${code})`;
    const todo = "name a file with its authority's certificate in NODE_EXTRA_CA_CERTS";
    return new ArielError(`${console}: ${what}: ${todo}`);
  }
  if (/CERT|^ERR_TLS|^ERR_SSL/.test(code)) {
    return new ArielError(`${console}: its certificate does not hold for this address (${code})`);
  }
  if (code === "ENOTFOUND") return new ArielError(`${console}: there is no such host (${code})`);
  const reason = code === "" ? "" : ` (${code})`;
  return new ArielError(`${console}: cannot be reached, or the connection broke${reason}`, {
    transient: true,
  });
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
