import { expect } from "vitest";

/** The code of every `@example` in a source file's doc comments. */
export function examplesIn(source: string): string[] {
  const comments = Array.from(source.matchAll(/^ *\/\*\*(.*?)\*\//gms), ([, text = ""]) => text);
  return comments
    .map((comment) => comment.replace(/^ *\* ?/gm, ""))
    .flatMap((comment) => comment.split(/^@/m).filter((part) => part.startsWith("example")))
    .map((part) => part.slice("example".length).trim());
}

/** Runs an example with these names in scope; each `expression; // => value` in it must hold. Returns how many there were. */
export function runExample(example: string, scope: Readonly<Record<string, unknown>>): number {
  let results = 0;
  const check = (actual: unknown, expected: unknown) => {
    results++;
    expect(actual).toStrictEqual(expected);
  };
  const code = example.replace(/^(.*); \/\/ => (.*)$/gm, "check(($1), ($2));");
  new Function("check", ...Object.keys(scope), code)(check, ...Object.values(scope));
  return results;
}
