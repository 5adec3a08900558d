import { computedDirection } from "./direction.js";
import { ANY_DIRECTION, type Query } from "./query.js";

/** Some rows of a table: the first `length` of `numbers`. */
export interface Rows {
  readonly numbers: Uint32Array;
  readonly length: number;
}

/** The one list that is made over and over, since a view for each pair would cost more than the reading. */
const scratch = { numbers: new Uint32Array(1024), length: 0 };

/** The rows of a pair that lie in the window. The list is used again: it holds until the next call. */
export function rowsInWindow(query: Query, pair: number): Rows {
  const { times, offsets } = query.table;
  const from = offsets[pair] as number;
  const to = offsets[pair + 1] as number;
  if (scratch.numbers.length < to - from) {
    scratch.numbers = new Uint32Array(2 ** Math.ceil(Math.log2(to - from)));
  }
  const { numbers } = scratch;
  const { start } = query.window;
  // Rounding down keeps the order: ⌊time⌋ ≤ end exactly when time < end + 1.
  const stop = query.window.end + 1;
  let kept = 0;
  for (let row = from; row < to; row++) {
    const time = times[row] as number;
    if (time >= start && time < stop) numbers[kept++] = row;
  }
  scratch.length = kept;
  return scratch;
}

/** The rows of a pair that lie in the window and whose direction counts; the same list again. */
export function rowsInDirection(query: Query, pair: number): Rows {
  const rows = rowsInWindow(query, pair);
  const { directions, table } = query;
  if (directions === ANY_DIRECTION) return rows;
  const codes = table.optional.direction;
  if (codes === undefined) {
    if (!counts(directions, computedDirection(query, pair))) scratch.length = 0;
    return rows;
  }
  const { numbers } = rows;
  let computed = 0;
  let kept = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = numbers[i] as number;
    let code = codes[row] as number;
    if (code === 0) {
      if (computed === 0) computed = computedDirection(query, pair);
      code = computed;
    }
    if (counts(directions, code)) numbers[kept++] = row;
  }
  scratch.length = kept;
  return rows;
}

function counts(directions: number, code: number): boolean {
  return ((directions >>> code) & 1) === 1;
}
