/**
 * Adds pairs such as `time=ts,source="client, inner"` to a map; undefined when one is no such pair, its first part is none of the
 * names, or has a value already.
 *
 * @example readPairs('a=x,b="y, z"', ["a", "b"]); // => { a: "x", b: "y, z" }
 */
export function readPairs<T extends string>(
  text: string,
  names: readonly T[],
  before?: Readonly<Partial<Record<T, string>>>,
): Partial<Record<T, string>> | undefined {
  const map: Partial<Record<T, string>> = { ...before };
  for (const pair of text.match(/(?:"[^"]*"|[^,])+/g) ?? [""]) {
    const [, first = "", quoted, plain] = /^\s*(\w+)=(?:"(.+)"|(.+?))\s*$/.exec(pair) ?? [];
    const own = quoted ?? plain;
    const name = names.find((known) => known === first);
    if (name === undefined || own === undefined || map[name] !== undefined) return undefined;
    map[name] = own;
  }
  return map;
}
