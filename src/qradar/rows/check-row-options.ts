import { RuleError } from "../../errors.js";
import { isObject } from "../../formats/json-texts.js";
import { showGiven } from "../../given.js";
import { printable } from "../../text/printable.js";
import { RESULT_COLUMNS } from "./columns.js";
import type { ResultRowOptions } from "./read-result-rows.js";

const SHOWN = 60;

/**
 * Checks options of `readResultRows` whose types nobody checked. Throws a RuleError that lists all that is wrong.
 *
 * @example checkRowOptions({ grouping: "," }); // => undefined
 */
export function checkRowOptions(options: ResultRowOptions): void {
  if (!isObject(options)) {
    throw new RuleError("options", [`expected an object, got ${shown(options)}`]);
  }
  const { grouping, columns, timeFormat, timeZone } = options;
  if (grouping !== undefined && !isMark(grouping)) {
    throw new RuleError("grouping", ["must be one character that is no digit, sign or letter"]);
  }
  const issues: string[] = [];
  const text = (name: string, value: unknown) => {
    if (value === undefined || typeof value === "string") return;
    issues.push(`${name}: expected text, got ${shown(value)}`);
  };
  text("timeFormat", timeFormat);
  text("timeZone", timeZone);
  if (columns !== undefined && !isObject(columns)) {
    issues.push(`columns: expected an object, got ${shown(columns)}`);
  } else {
    for (const [name, value] of Object.entries(columns ?? {})) {
      const isColumn = RESULT_COLUMNS.some((column) => column === name);
      if (isColumn) text(`columns.${name}`, value);
      else issues.push(`columns.${printable(name)}: no column of the query`);
    }
  }
  if (issues.length > 0) throw new RuleError("options", issues);
}

/** Whether something can group digits: one character that is no letter, digit or sign. */
export function isMark(grouping: unknown): boolean {
  return typeof grouping === "string" && /^[^\p{L}\p{N}+-]$/u.test(grouping);
}

function shown(value: unknown): string {
  return showGiven(value).slice(0, SHOWN);
}
