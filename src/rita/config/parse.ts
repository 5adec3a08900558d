import { RuleError } from "../../errors.js";
import type { RitaConfig } from "./config.js";
import { jsonOf } from "./json-of.js";
import { NEVER_INCLUDED, RITA_PRESETS, type RitaPreset } from "./presets.js";
import { brokenRules } from "./rules.js";
import { readSection } from "./section.js";
import { IGNORED, SECTIONS } from "./sections.js";

/**
 * A configuration from the data of RITA's own file, with its names and under the rules of RITA v5.1. Keys that it lacks are
 * those of the preset; RITA itself takes those of its code. Keys without bearing on scores are left out, and the networks
 * that RITA never looks at are added to those given. Throws a RuleError that lists every problem, unknown keys included.
 *
 * @example parseRitaConfig({ scoring: { beacon: { duration_min_hours_seen: 8 } } }).scoring.beacon.durationMinHoursSeen; // => 8
 */
export function parseRitaConfig(value: unknown, preset: RitaPreset = "file"): RitaConfig {
  const issues: string[] = [];
  const defaults = RITA_PRESETS[preset];
  const config = readSection(SECTIONS, value, defaults, { ignored: IGNORED, issues });
  issues.push(...brokenRules(config));
  if (issues.length > 0) throw new RuleError("rita config", issues);
  const { neverIncludedSubnets } = config.filtering;
  const never = [...new Set([...neverIncludedSubnets, ...NEVER_INCLUDED])];
  return { ...config, filtering: { ...config.filtering, neverIncludedSubnets: never } };
}

/**
 * The same from the file's text: JSON, or as much of HJSON as RITA's own file uses (see `jsonOf`).
 *
 * @example parseRitaConfigText("{ modifiers: { rare_signature_score_increase: 0 } } # none").modifiers.rareSignatureScoreIncrease; // => 0
 */
export function parseRitaConfigText(text: string, preset: RitaPreset = "file"): RitaConfig {
  return parseRitaConfig(dataOf(text), preset);
}

function dataOf(text: string): unknown {
  try {
    return JSON.parse(jsonOf(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new RuleError("rita config", [
      `expected JSON, with comments, unquoted keys and trailing commas if need be: ${error.message}`,
    ]);
  }
}
