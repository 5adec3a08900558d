import { RuleError } from "../errors.js";
import type { Format, FormatOptions } from "../formats/format.js";
import { formats as allFormats } from "../formats/index.js";
import { jsonMembers } from "../qradar/rows/json-members.js";
import { consoleError } from "../qradar/rows/no-answer.js";
import { DRILL_DOWN_LIST, isDrillDownList } from "./drill-down-list.js";
import type { Recognized } from "./plan.js";
import type { Source } from "./source.js";

/** By what files are recognised. */
export interface RecognizeOptions extends FormatOptions {
  /** Id of the format to read every input as; default: told from the content of each. */
  readonly from?: string;
  /** The formats to choose from; default: all of this library. */
  readonly formats?: readonly Format[];
}

/** Why a file is none of the input. */
export interface Unrecognized {
  readonly code: "unreadable" | "unknown-format";
  readonly reason: string;
}

/** The formats that a file may have. Throws a RuleError for a `from` that is none. */
export function formatsOf({ from, formats = allFormats }: RecognizeOptions): readonly Format[] {
  if (from === undefined) return formats;
  const chosen = formats.filter(({ id }) => id === from);
  if (chosen.length > 0) return chosen;
  const known = formats.map(({ id }) => id).join(", ");
  throw new RuleError("from", [`no format is called ${JSON.stringify(from)}; there are ${known}`]);
}

/** What an opened file is, by its first bytes. */
export function recognize(
  { path, head, failure, size }: Source,
  options: RecognizeOptions,
): Recognized | Unrecognized {
  const formats = formatsOf(options);
  for (const format of formats) {
    const detection = format.detect(head, options);
    if (detection === undefined) continue;
    const { stream, mixed = false } = detection;
    return { path, format, stream, mixed, size };
  }
  const [forced] = formats;
  if (options.from !== undefined && forced !== undefined && head.length > 0) {
    return { path, format: forced, stream: undefined, mixed: false, size };
  }
  if (head.length === 0 && failure !== undefined) {
    return { code: "unreadable", reason: failure.message };
  }
  return { code: "unknown-format", reason: whyUnknown(head, formats) };
}

function whyUnknown(head: Uint8Array, formats: readonly Format[]): string {
  if (head.length === 0) return "empty";
  const mark = ((head[0] as number) << 8) | (head[1] ?? 0);
  if (mark === 0xfffe || mark === 0xfeff) return "UTF-16 text; convert it to UTF-8";
  if (isDrillDownList(head)) return DRILL_DOWN_LIST;
  const known = formats.map(({ id }) => id).join(", ");
  return consoleError(jsonMembers(head)) ?? `not one of the known formats (${known})`;
}
