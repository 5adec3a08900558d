import { RuleError } from "../../errors.js";
import { type AllowList, allowList } from "../../network/allow-list.js";
import { type Arithmetic, parseRule, type Rule } from "../../reference/index.js";
import type { ScoreResult } from "../../scoring/index.js";
import type { ResultExport } from "../result-row.js";
import { ruleBehind } from "../rule-behind.js";
import { zoneBehind } from "../zone-behind.js";
import { DEFAULT_FAMILIES, type Family } from "./family.js";
import { parseFamilies } from "./parse-families.js";

/** What `rescore` takes beside the exports. */
export interface RescoreOptions {
  /** The rule that was run; the one whose columns the exports have unless told otherwise. */
  readonly rule?: Rule;
  /** How the console divides; `auto`, from the rows, unless told otherwise. */
  readonly arithmetic?: Arithmetic | "auto";
  /** IANA name of the zone whose office day counts; the one that all exports name, else UTC, unless told otherwise. */
  readonly timeZone?: string;
  /** Destinations or hosts that are left out: CIDR ranges, addresses, domains. */
  readonly allow?: readonly string[];
  readonly families?: readonly Family[];
  /** So many findings; 0, all of them, unless told otherwise. */
  readonly top?: number;
  readonly minScore?: number;
  /**
   * What `score` makes of the events of some rows, with `top` and `minScore` left at 0, with the same `allow`, and with
   * `known: knownPairs(exports)`: a row with a finding on its events becomes that finding.
   */
  readonly scored?: ScoreResult;
}

/** The options, checked and completed. */
export interface RescoreSettings {
  readonly rule: Rule;
  readonly arithmetic: Arithmetic | "auto";
  readonly timeZone: string;
  readonly allowed: AllowList;
  readonly families: readonly Family[];
  readonly top: number;
  readonly minScore: number;
  readonly scored: ScoreResult | undefined;
}

const ARITHMETICS: readonly unknown[] = ["auto", "double", "integer", "mixed"];

/** What `rescore` was given as a list; a RuleError where it is not what readResultRows returns. */
export function exportsOf(given: ResultExport | readonly ResultExport[]): readonly ResultExport[] {
  const all: readonly unknown[] = Array.isArray(given) ? given : [given];
  const wrong = [...all.keys()].filter((i) => !isExport(all[i]));
  if (wrong.length === 0) return all as readonly ResultExport[];
  const which = Array.isArray(given) ? wrong.slice(0, 10).map((i) => `exports[${i}]`) : ["exports"];
  throw new RuleError(
    "rescore",
    which.map((name) => `${name}: expected what readResultRows returns`),
  );
}

function isExport(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { file, rows, columns, input, warnings } = value as Partial<ResultExport>;
  const lists = Array.isArray(rows) && Array.isArray(warnings) && columns instanceof Map;
  return lists && typeof file === "string" && typeof input === "object" && input !== null;
}

function isScoreResult(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { findings, warnings, clusters, input } = value as Partial<ScoreResult>;
  return (
    [findings, warnings, clusters].every(Array.isArray) &&
    typeof input === "object" &&
    input !== null
  );
}

/** Throws a RuleError that lists everything wrong with the options. */
export function rescoreSettings(
  exports: readonly ResultExport[],
  options: RescoreOptions,
): RescoreSettings {
  if (typeof options !== "object" || options === null) {
    throw new RuleError("rescore", ["options: expected an object"]);
  }
  const { arithmetic = "auto", allow = [], top = 0, minScore = 0, scored } = options;
  // Where a zone is not known, printed times were read as those of UTC and are told so.
  const timeZone = options.timeZone || (zoneBehind(exports) ?? "UTC");
  const issues: string[] = [];
  const tried = <T>(make: () => T): T | undefined => {
    try {
      return make();
    } catch (error) {
      if (error instanceof RuleError) issues.push(...error.issues);
      else if (error instanceof RangeError) issues.push(error.message);
      else throw error;
      return undefined;
    }
  };
  const rule = tried(() => parseRule(options.rule ?? ruleBehind(exports)));
  const allowed = tried(() => allowList(allow));
  const families = tried(() => parseFamilies(options.families ?? DEFAULT_FAMILIES));
  tried(() => new Intl.DateTimeFormat("en-GB", { timeZone }));
  if (!ARITHMETICS.includes(arithmetic)) {
    issues.push("arithmetic: expected auto, double, integer or mixed");
  }
  if (!(Number.isInteger(top) && top >= 0)) issues.push("top: expected a whole number from 0");
  if (!(minScore >= 0 && minScore <= 1)) issues.push("minScore: expected a number from 0 to 1");
  if (scored !== undefined && !isScoreResult(scored)) {
    issues.push("scored: expected what score returns");
  }
  if (issues.length > 0 || rule === undefined || allowed === undefined || families === undefined) {
    throw new RuleError("rescore", issues);
  }
  return { rule, arithmetic, timeZone, allowed, families, top, minScore, scored };
}
