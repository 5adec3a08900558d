/** The text with each literal, doubled quotes and all, replaced by a mark. */
export function withoutLiterals(text: string): string {
  return text.replaceAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"/g, "?");
}
