import { RuleError } from "../../errors.js";
import { isObject } from "../../formats/json-texts.js";
import { isTimeZone } from "../../formats/zone.js";
import type { Intake } from "../../intake.js";
import { type Arithmetic, parseRule, type Rule, type Window } from "../../reference/index.js";
import { printable } from "../../text/printable.js";
import type { ResultExport } from "../result-row.js";

/** What a document says of the query whose answer it holds. */
export type OwnRule = Pick<ResultExport, "rule" | "window" | "arithmetic" | "timeZone">;

const ARITHMETICS: readonly Arithmetic[] = ["double", "integer", "mixed"];
/** Epoch milliseconds that are a date. */
const LATEST = 8.64e15;
const SHOWN = 200;

/**
 * The rule, the window, the arithmetic and the zone of times that a document of our own `reference` names beside its rows. A rule or a window that is none
 * is left out, which a warning `bad-rule` tells.
 */
export function ownRule(members: ReadonlyMap<string, unknown>, intake: Intake): OwnRule {
  const own = members.get("rule");
  // Other documents may have members of these names that mean something else.
  if (!isObject(own)) return {};
  const rule = tried(own, intake);
  if (rule === undefined) return {};
  const window = windowIn(members.get("window"));
  if (window === undefined && members.has("window")) {
    intake.warnFile("bad-rule", "its window is not two times in order, and is left out");
  }
  const arithmetic = arithmeticIn(members.get("arithmetic"));
  const timeZone = members.get("timeZone");
  return {
    rule,
    ...(window && { window }),
    ...(arithmetic && { arithmetic }),
    ...(typeof timeZone === "string" && isTimeZone(timeZone) && { timeZone }),
  };
}

function tried(own: object, intake: Intake): Rule | undefined {
  try {
    return parseRule(own);
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    const issues = printable(error.issues.join("; "));
    const shown = issues.length > SHOWN ? `${issues.slice(0, SHOWN)}…` : issues;
    intake.warnFile("bad-rule", `its rule cannot be one (${shown}), and is left out`);
    return undefined;
  }
}

function windowIn(value: unknown): Window | undefined {
  if (!isObject(value)) return undefined;
  const { start, end } = value;
  return isTime(start) && isTime(end) && start <= end ? { start, end } : undefined;
}

/** A default says nothing of a console. */
function arithmeticIn(value: unknown): Arithmetic | undefined {
  if (!isObject(value) || value.source === "default") return undefined;
  return ARITHMETICS.find((mode) => mode === value.mode);
}

function isTime(value: unknown): value is number {
  return Number.isInteger(value) && Math.abs(value as number) <= LATEST;
}
