import { parseRitaExport } from "../evaluation/rita-export.js";
import type { RitaList, RitaListing } from "../evaluation/rita-listing.js";
import type { Warning } from "../intake.js";
import { ritaReason } from "../render/rita-words.js";
import type { RitaRow } from "../rita/index.js";
import { printable } from "../text/printable.js";
import type { Io } from "./io.js";
import { namedText } from "./named-file.js";
import type { Problems } from "./problems.js";
import { type RitaReadingOptions, readRitaInputs } from "./read-rita-inputs.js";
import { ritaConfigOf } from "./rita-options.js";

/** RITA's list of the inputs by the name it is shown with, and what is worth knowing of how it came about. */
export interface NamedRitaList extends RitaList {
  readonly id: string;
  readonly warnings: readonly Warning[];
}

/** Gives RITA's list when it is wanted: for one that is made here, the logs are read. */
export type RitaSide = (io: Io) => Promise<NamedRitaList>;

/** How many rows RITA v5 prints unless it is told otherwise. */
const USUAL_LIMIT = 100;

/**
 * Whether the other side of a comparison is RITA: made here, or exported from it.
 *
 * @example isRita("rows.CSV"); // => true
 */
export function isRita(name: string): boolean {
  return name === "rita" || /\.csv$/i.test(name);
}

/** RITA as a side of a comparison. Throws a RuleError for an export that is none; problems of the options are noted. */
export async function ritaSide(
  name: string,
  inputs: readonly string[],
  options: RitaReadingOptions,
  problems: Problems,
): Promise<RitaSide> {
  if (name !== "rita") {
    const list = await exported(name);
    return async () => list;
  }
  const config = await ritaConfigOf(options, problems);
  // The other side writes the rejects.
  const { rejects: _, ...reading } = options;
  return async (io) => {
    const { version, rows, warnings } = await readRitaInputs(inputs, reading, config, io);
    return { id: `rita v${version}`, version, rows: rows.map(listingOf), warnings };
  };
}

async function exported(path: string): Promise<NamedRitaList> {
  const list = parseRitaExport(await namedText(path));
  const id = `rita v${list.version} (${printable(path)})`;
  if (list.version !== 5 || list.rows.length !== USUAL_LIMIT) return { ...list, id, warnings: [] };
  const message = `${path} has ${USUAL_LIMIT} rows, which is where RITA stops unless told otherwise (-l): there may be more`;
  return { ...list, id, warnings: [{ code: "rita-limit", message }] };
}

function listingOf(row: RitaRow): RitaListing {
  const { source, destination, fqdn, serverIps, proxyIps, finalScore, severity } = row;
  const about = fqdn === null ? "" : `${fqdn}: `;
  return {
    ...{ source, destination, fqdn },
    servers: [...serverIps, ...proxyIps],
    value: finalScore,
    flagged: severity === null ? null : severity === "Critical" || severity === "High",
    reason: about + ritaReason(row),
  };
}
