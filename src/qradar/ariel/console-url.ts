import { RuleError } from "../../errors.js";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The address of a console, as everything the client asks for begins: no slash at the end, a base path kept. The token goes with
 * every request, so `http:` is for the loopback only. Throws a RuleError for any other address, and for one with a user, a
 * password, a query or a fragment; none of these is shown.
 *
 * @example consoleUrl("https://console.example/"); // => "https://console.example"
 * @example consoleUrl("http://127.0.0.1:8080/siem/"); // => "http://127.0.0.1:8080/siem"
 */
export function consoleUrl(text: string): string {
  const url = parsed(text.trim());
  const issue = issueOf(url);
  if (url === undefined || issue !== undefined) throw new RuleError("url", [issue as string]);
  // Given as `https://console/api`, which is what the documentation's own examples begin with.
  const path = url.pathname.replace(/\/+$/, "").replace(/\/api$/, "");
  return `${url.origin}${path}`;
}

function parsed(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function issueOf(url: URL | undefined): string | undefined {
  if (url === undefined) return "expected the console's address, such as https://console.example";
  if (url.username !== "" || url.password !== "") {
    return "an address must hold no user or password; a console is asked with a token";
  }
  if (url.search !== "" || url.hash !== "") return "an address must hold no query and no fragment";
  if (url.protocol === "https:") return undefined;
  if (url.protocol === "http:") {
    if (LOOPBACK.test(url.hostname)) return undefined;
    return `http would send the token in clear text: use https://${url.host}`;
  }
  return `expected an https address, got ${url.protocol}`;
}
