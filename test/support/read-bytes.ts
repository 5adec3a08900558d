import type { Format, FormatOptions } from "../../src/formats/format.js";
import { Intake, type Reject } from "../../src/intake.js";
import { pairCount, pairOf } from "../../src/pairs.js";
import type { ConnectionTable } from "../../src/table.js";
import { ConnectionTableBuilder } from "../../src/table-builder.js";

const encoder = new TextEncoder();

/** What came of reading one input. */
export interface Reading {
  readonly table: ConnectionTable;
  readonly rejects: readonly Reject[];
}

/** Reads an input that arrives in pieces. */
export function readChunks(
  format: Format,
  chunks: readonly Uint8Array[],
  options: FormatOptions = {},
  broken = false,
): Reading {
  const rejects: Reject[] = [];
  const intake = new Intake({ onReject: (reject) => rejects.push(reject) });
  intake.file = "log";
  const builder = new ConnectionTableBuilder();
  const head = concatenated(chunks).slice(0, 1 << 16);
  const reader = format.open(head, { builder, intake, options });
  for (const chunk of chunks) reader.write(chunk);
  reader.end(broken);
  return { table: builder.table(intake.summary, intake.warnings()), rejects };
}

/** Reads a text as one piece. */
export function readText(format: Format, text: string, options: FormatOptions = {}): Reading {
  return readChunks(format, [encoder.encode(text)], options);
}

/** Everything of a table that can be compared, endpoints and texts as text, in the order of the pairs. */
export function contentOf(table: ConnectionTable): unknown {
  const text = (id: number) => (id === 0 ? null : (table.texts[id - 1] as string));
  return {
    input: table.input,
    warnings: table.warnings.map(({ code }) => code),
    pairs: Array.from({ length: pairCount(table) }, (_, index) => {
      const { source, destination, port, times, bytesOut, bytesIn } = pairOf(table, index);
      const rows = [table.offsets[index] as number, table.offsets[index + 1] as number] as const;
      const { direction, host, fingerprint, serverFingerprint } = table.optional;
      const { eventCount, deviceTime, logSource } = table.optional;
      return {
        key: `${source} ${destination} ${port}`,
        columns: [times, bytesOut, bytesIn].map((column) => [...column]),
        numbers: [direction, eventCount, deviceTime].map((column) => [
          ...(column?.subarray(...rows) ?? []),
        ]),
        texts: [host, fingerprint, serverFingerprint, logSource].map((ids) =>
          [...(ids?.subarray(...rows) ?? [])].map(text),
        ),
      };
    }),
  };
}

function concatenated(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
