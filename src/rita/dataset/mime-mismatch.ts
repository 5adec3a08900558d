/**
 * The MIME types that RITA knows, all of them text, and the one extension it expects of each; empty for those whose
 * registration names none.
 *
 * @see https://www.iana.org/assignments/media-types/media-types.xhtml#text
 */
const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ["text/html", "html"],
  ["text/plain", "txt"],
  ["text/xml", "xml"],
  ["application/xml", "xml"],
  ["text/xml-external-parsed-entity", "xml"],
  ["text/css", "css"],
  ["text/csv", "csv"],
  ["text/javascript", "js"],
  ["text/calendar", "ics"],
  ["text/vcard", "ifb"],
  ["text/markdown", "md"],
  ["text/uri-list", "uris"],
  ["text/dns", "soa"],
  ["text/ecmascript", ""],
  ["text/rtf", ""],
  ["text/troff", ""],
  ["text/SGML", ""],
  ["text/vtt", ""],
  ["text/tab-separated-values", ""],
  ["text/cache-manifest", ""],
  ["text/turtle", ""],
  ["text/n3", ""],
  ["text/richtext", ""],
  ["text/enriched", ""],
]);

/**
 * How many of a response's MIME types (as Zeek lists them, with commas between) RITA finds out of keeping with what the URI's
 * path ends in. A page without `.html` counts, `.htm` included; the bare `/` never does.
 *
 * @example mimeMismatches("text/html", "/index.htm?x=1"); // => 1
 * @example mimeMismatches("image/png", "/index.html"); // => 0
 */
export function mimeMismatches(types: string, uri: string): number {
  if (types === "" || uri === "/") return 0;
  const extension = extensionOf(uri);
  return types.split(",").filter((type) => {
    const expected = EXTENSIONS.get(type);
    return expected !== undefined && expected !== extension;
  }).length;
}

function extensionOf(uri: string): string {
  const [path = ""] = uri.replace(/^\w+:\/\/[^/]*/, "").split(/[?#]/);
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name.includes(".") ? name.slice(name.lastIndexOf(".") + 1) : "";
}
