import { LOG_KINDS } from "../dataset/log-kinds.js";
import type { RitaLogKind } from "./kind.js";
import type { LeftFile } from "./left-file.js";

/** The logs that RITA reads as one, before it scores anew. */
export interface RitaImportPlan {
  /** YYYY-MM-DD, or "other" where the folder's name is no day. */
  readonly day: string;
  /** Hour of the day, 0 to 23. */
  readonly hour: number;
  /** Paths by kind, in order. */
  readonly files: Readonly<Record<RitaLogKind, readonly string[]>>;
}

/** What rows of a log are joined to; those without it come to nothing. */
const NEEDED: Readonly<Partial<Record<RitaLogKind, RitaLogKind>>> = {
  http: "conn",
  ssl: "conn",
  open_http: "open_conn",
  open_ssl: "open_conn",
};

/** One import of these files, without logs whose connections are not among them; no import when nothing is left. */
export function importOf(
  time: { readonly day: string; readonly hour: number },
  given: readonly { readonly path: string; readonly kind: RitaLogKind }[],
): { readonly plan: RitaImportPlan | undefined; readonly left: readonly LeftFile[] } {
  const kinds = new Set(given.map(({ kind }) => kind));
  const lacks = (kind: RitaLogKind) => !kinds.has(NEEDED[kind] ?? kind);
  const kept = given.filter(({ kind }) => !lacks(kind));
  const left = given
    .filter(({ kind }) => lacks(kind))
    .map(({ path, kind }) => ({ path, reason: `no ${NEEDED[kind]} log of the same import` }));
  const files = Object.fromEntries(
    LOG_KINDS.map((kind) => [kind, kept.filter((file) => file.kind === kind).map((f) => f.path)]),
  ) as Record<RitaLogKind, string[]>;
  return { plan: kept.length === 0 ? undefined : { ...time, files }, left };
}
