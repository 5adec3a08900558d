import type { Intake } from "../intake.js";
import { FIELD, FIELDS, type FieldTexts } from "./fields.js";
import type { KeyMap } from "./key-map.js";
import { hasNoYear } from "./syslog-time.js";

/** Texts of LEEF and CEF that stand for no value. */
export const UNSET: ReadonlySet<string> = new Set([
  "",
  "-",
  "N/A",
  "n/a",
  "null",
  "NULL",
  "(null)",
]);

const UNFOUND = Number.POSITIVE_INFINITY;

/**
 * Gathers the wanted fields of one record from its keys and values. Of several names of one field the best that has a value
 * counts, of a key that comes twice the first: what follows may be text that a sender failed to escape.
 */
export class SyslogFields {
  readonly texts: FieldTexts = new Array(FIELDS.length).fill(undefined);
  readonly #ranks = new Array<number>(FIELDS.length).fill(UNFOUND);
  readonly #intake: Intake;

  constructor(intake: Intake) {
    this.#intake = intake;
  }

  /** Forgets the record at hand. */
  clear(): void {
    this.texts.fill(undefined);
    this.#ranks.fill(UNFOUND);
  }

  /** Takes a value if `keys` want its key. `behind` puts a whole list of names behind another. */
  put(keys: KeyMap, key: string, value: string, behind = 0): void {
    const field = keys.field(key);
    if (field < 0 || UNSET.has(value)) return;
    const rank = keys.rank(key) + behind;
    const best = this.#ranks[field] as number;
    if (rank === best) {
      this.#intake.notice("key-twice", "had a key twice; the first one counts");
    } else if (rank < best) {
      this.#ranks[field] = rank;
      this.texts[field] = value;
    }
  }

  /** As `put` for a time: one without year counts only where there is no other. */
  putTime(keys: KeyMap, key: string, iso: string, behind = 0): void {
    if (hasNoYear(iso)) this.texts[FIELD.time] ??= iso;
    else this.put(keys, key, iso, behind);
  }
}

/**
 * The host that a URL names, or that stands there by itself; empty for a path.
 *
 * @example hostOf("https://user@a.example:8443/x?y=z"); // => "a.example:8443"
 * @example hostOf("/index.php"); // => ""
 */
export function hostOf(text: string): string {
  const authority = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/([^/?#]*)/.exec(text)?.[1];
  if (authority !== undefined) return authority.slice(authority.lastIndexOf("@") + 1);
  return /[/?]/.test(text) ? "" : text;
}
