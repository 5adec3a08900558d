import { InputError } from "../errors.js";
import { printable } from "../text/printable.js";
import { type CsvHeader, missingFields, parseHeader } from "./csv-header.js";
import { CsvLines } from "./csv-lines.js";
import type { FieldName } from "./fields.js";
import type { Detection, Format, FormatOptions, Reader, Sink } from "./format.js";
import { LineFeeder } from "./lines.js";

const SHOWN = 300;
const utf8 = new TextDecoder();

/**
 * Comma-separated values (RFC 4180; also `;`, tab and `|`) with a header line. Columns are found by their usual names,
 * or named by the user.
 */
export const csv: Format = {
  id: "csv",

  detect(head: Uint8Array, options: FormatOptions): Detection | undefined {
    const header = headerOf(head, options);
    if (header === undefined) return undefined;
    const missing = missingFields(header);
    // A missing port alone, or a column that the user named, is worth an error that says so; else it is some other file.
    const named = options.csvColumns !== undefined && header.names.length > 2;
    return named || missing.every((name) => name === "port") ? {} : undefined;
  },

  open(head: Uint8Array, sink: Sink): Reader {
    const header = headerOf(head, sink.options);
    const missing = header === undefined ? ["time"] : missingFields(header);
    if (header === undefined || missing.length > 0) {
      const seen = header === undefined ? "" : ` (its columns: ${shown(header.names)})`;
      const own = sink.options.csvColumns?.[missing[0] as FieldName];
      const hint = `name it with --csv-columns ${missing[0]}=…`;
      const lack = own === undefined ? "" : ` named "${own}"`;
      const reason = `no column${lack} for ${missing.join(", ")}${seen}${own === undefined ? `; ${hint}` : ""}`;
      throw new InputError(sink.intake.file, reason);
    }
    const lines = new CsvLines(header, sink);
    const feeder = new LineFeeder(lines);
    return {
      write: (chunk) => feeder.write(chunk),
      end(broken) {
        feeder.end(broken);
        lines.end();
      },
    };
  },
};

/** A header in one line that a terminal can show. */
function shown(names: readonly string[]): string {
  const text = names.join(", ");
  return printable(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
}

function headerOf(head: Uint8Array, options: FormatOptions): CsvHeader | undefined {
  const text = utf8.decode(head);
  const line = text.split(/\r?\n/, 1)[0] as string;
  const usable = line.trim() !== "" && !/[^\P{Cc}\t]/u.test(line) && !/^\s*[[{#]/.test(line);
  return usable ? parseHeader(line, options.csvColumns) : undefined;
}
