import type { Measured } from "../evaluation/metrics/index.js";
import type { Cell } from "../render/cells.js";
import { significant } from "../text/units.js";

/** A number for a table; null, a dash, where nothing was measured. */
export function shown(value: number, digits = 2): Cell {
  return Number.isNaN(value) ? null : value.toFixed(digits);
}

/** With its interval where there is one. */
export function shownMeasured({ value, low, high }: Measured): Cell {
  if (Number.isNaN(value)) return null;
  return Number.isNaN(low)
    ? value.toFixed(2)
    : `${value.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
}

/** A share in percent with its interval. */
export function shownShare({ value, low, high }: Measured): Cell {
  if (Number.isNaN(value)) return null;
  const percent = (share: number) => significant(share * 100, 2);
  return `${percent(value)} % (${percent(low)}–${percent(high)})`;
}

/** A number for CSV, in full. */
export function plain(value: number): Cell {
  return Number.isNaN(value) ? null : value;
}
