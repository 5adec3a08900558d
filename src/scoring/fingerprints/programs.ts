import type { ConnectionTable } from "../../table.js";
import { familyOf } from "./family.js";
import { randomizedTexts } from "./randomized.js";
import type { Sources } from "./sources.js";

/** All JA3 of clients that permute their extensions are this one program. */
export const RANDOMIZED = 0;

/** The programs that a table's fingerprints tell apart. */
export interface Programs {
  /** By text id of the `fingerprint` column: the program's number. */
  readonly ofText: Uint32Array;
  /** By number: the family's name; that of RANDOMIZED is empty. */
  readonly names: readonly string[];
}

/** Which fingerprints of a table are of one family, and which are of no use. */
export function programsIn(table: ConnectionTable, sources: Sources): Programs {
  const randomized = randomizedTexts(table, sources.ofPair);
  const names = [""];
  const numbers = new Map<string, number>();
  const ofText = new Uint32Array(table.texts.length + 1);
  for (const id of table.optional.fingerprint ?? []) {
    if (id === 0 || randomized[id] === 1 || ofText[id] !== 0) continue;
    const name = familyOf(table.texts[id - 1] as string);
    let number = numbers.get(name);
    if (number === undefined) {
      number = names.length;
      numbers.set(name, number);
      names.push(name);
    }
    ofText[id] = number;
  }
  return { ofText, names };
}
