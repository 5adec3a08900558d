import type { Entry } from "./intel-json.js";

/** Names of the column of hashes in the head of a CSV file. */
const HEADER = /^(?:hash|fingerprint|ja3|ja3s|ja3n|ja4|ja3_md5|ja3s_md5|ja3_hash|ja3s_hash)$/i;

/** The entries of a list with one a line: the hash, then a comma, semicolon or white space, then the label as it stands, perhaps quoted and after dates. */
export function* entriesOfLines(text: string): Generator<Entry> {
  let first = true;
  for (const [i, line] of text.split(/\r\n|\n|\r/).entries()) {
    const content = line.trim();
    if (content === "" || content.startsWith("#")) continue;
    const [, hash = "", rest = ""] = /^("[^"]*"|[^\s,;]*)(.*)$/s.exec(content) ?? [];
    const header = first && HEADER.test(unquoted(hash));
    first = false;
    if (header) continue;
    const label = unquoted(withoutComment(withoutDates(rest.replace(/^\s*[,;]?\s*/, ""))));
    yield { at: `line ${i + 1}`, hash: unquoted(hash), label };
  }
}

/** Published lists put the first and last sighting between hash and label. */
function withoutDates(text: string): string {
  return text.replace(/^(?:"?\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d:\d\d)?Z?"?\s*[,;]\s*)+/, "");
}

/** A comment at a line's end begins with white space and `#`: a label such as `C#` has one of its own. */
function withoutComment(text: string): string {
  return text.startsWith('"') ? text : text.replace(/(?:^|\s)#.*$/, "").trim();
}

function unquoted(text: string): string {
  const quoted = /^"((?:[^"]|"")*)"/.exec(text);
  return quoted === null ? text : (quoted[1] as string).replaceAll('""', '"');
}
