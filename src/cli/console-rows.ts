import { ArielError, type ArielRow } from "../qradar/ariel/index.js";

/** More rows than this are an error, never a silent cut. */
const MOST_ROWS = 1_000_000;
/** Rows are small: what is larger would only fill the memory. */
const MOST_BYTES = 2 ** 30;
const utf8 = new TextEncoder();

/** How large an answer may be. */
export interface AnswerLimits {
  /** Default 1,000,000. */
  readonly rows?: number;
  /** Default 1 GiB. */
  readonly bytes?: number;
}

/**
 * The bytes of a JSON document with these members and, as `rows` behind them, the rows, a row a line. All rows in one string would be more than
 * a string can hold, so each page is encoded when it comes, and not held. Throws an ArielError for more than the limits.
 */
export async function documentOf(
  members: object,
  pages: AsyncIterable<readonly ArielRow[]> | Iterable<readonly ArielRow[]>,
  { rows: mostRows = MOST_ROWS, bytes: mostBytes = MOST_BYTES }: AnswerLimits = {},
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const add = (text: string) => {
    const chunk = utf8.encode(text);
    length += chunk.length;
    chunks.push(chunk);
  };
  let rows = 0;
  add(`${JSON.stringify({ ...members, rows: [] }).slice(0, -"]}".length)}\n`);
  for await (const page of pages) {
    if (page.length === 0) continue;
    const text = page.map((row) => JSON.stringify(row)).join(",\n");
    add(rows === 0 ? text : `,\n${text}`);
    rows += page.length;
    if (rows > mostRows) throw tooLarge(`${mostRows} rows`);
    if (length > mostBytes) throw tooLarge(`${mostBytes} bytes of rows`);
  }
  add("\n]}\n");
  return joined(chunks, length);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function tooLarge(what: string): ArielError {
  return new ArielError(
    `the console has more than ${what}: ask for fewer hours, or a higher minimum`,
  );
}
