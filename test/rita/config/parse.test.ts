import { describe, expect, test } from "vitest";
import { RuleError } from "../../../src/errors.js";
import { parseRitaConfig, parseRitaConfigText } from "../../../src/rita/config/parse.js";
import { NEVER_INCLUDED, RITA_PRESETS } from "../../../src/rita/config/presets.js";

/** `{ a: { b: value } }` of `a.b`. */
function at(path: string, value: unknown): unknown {
  return path.split(".").reduceRight((inner, key) => ({ [key]: inner }), value);
}

function issuesOf(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof RuleError) return error.issues;
    throw error;
  }
  return [];
}

const issues = (value: unknown) => issuesOf(() => parseRitaConfig(value));

describe("the presets", () => {
  test("keep RITA's own rules", () => {
    expect(parseRitaConfig({}, "file")).toStrictEqual(RITA_PRESETS.file);
    expect(parseRitaConfig({}, "code")).toStrictEqual(RITA_PRESETS.code);
  });

  test("part in four numbers", () => {
    const { file, code } = RITA_PRESETS;
    expect(code).toStrictEqual({
      ...file,
      scoring: {
        ...file.scoring,
        beacon: {
          ...file.scoring.beacon,
          scoreThresholds: { base: 50, low: 75, medium: 90, high: 100 },
        },
      },
      modifiers: {
        ...file.modifiers,
        prevalenceScoreIncrease: 0,
        prevalenceScoreDecrease: 0,
        rareSignatureScoreIncrease: 0,
      },
    });
  });
});

describe("parseRitaConfig", () => {
  test("reads every key by RITA's name and keeps the preset's value where there is none", () => {
    const config = parseRitaConfig(
      {
        filtering: {
          internal_subnets: ["10.1.2.3/8"],
          always_included_subnets: ["192.0.2.1"],
          always_included_domains: ["*.example.com"],
          never_included_domains: ["example.org"],
          filter_external_to_internal: false,
        },
        scoring: {
          beacon: {
            unique_connection_threshold: 10,
            timestamp_score_weight: 0.1,
            datasize_score_weight: 0.2,
            duration_score_weight: 0.3,
            histogram_score_weight: 0.4,
            score_thresholds: { low: 60 },
          },
          c2_score_thresholds: { base: 10 },
          strobe_impact: { category: "low" },
        },
        modifiers: {
          threat_intel_datasize_threshold: 1,
          c2_over_dns_direct_conn_score_increase: 0.9,
          mime_type_mismatch_score_increase: 0,
        },
      },
      "code",
    );
    const { filtering, scoring, modifiers } = RITA_PRESETS.code;
    expect(config.filtering).toStrictEqual({
      ...filtering,
      internalSubnets: ["10.0.0.0/8"],
      alwaysIncludedSubnets: ["192.0.2.1/32"],
      alwaysIncludedDomains: ["*.example.com"],
      neverIncludedDomains: ["example.org"],
      filterExternalToInternal: false,
    });
    expect(config.scoring).toStrictEqual({
      ...scoring,
      beacon: {
        ...scoring.beacon,
        uniqueConnectionThreshold: 10,
        timestampScoreWeight: 0.1,
        datasizeScoreWeight: 0.2,
        durationScoreWeight: 0.3,
        histogramScoreWeight: 0.4,
        scoreThresholds: { base: 50, low: 60, medium: 90, high: 100 },
      },
      c2ScoreThresholds: { base: 10, low: 500, medium: 800, high: 1000 },
      strobeImpact: { category: "low" },
    });
    expect(config.modifiers).toStrictEqual({
      ...modifiers,
      threatIntelDatasizeThreshold: 1,
      c2OverDnsDirectConnScoreIncrease: 0.9,
      mimeTypeMismatchScoreIncrease: 0,
    });
  });

  test("adds what RITA never looks at to what is never to be looked at, once", () => {
    const given = {
      filtering: { never_included_subnets: ["203.0.113.0/24", "::", "127.0.0.0/8"] },
    };
    const { neverIncludedSubnets } = parseRitaConfig(given).filtering;
    expect(neverIncludedSubnets.slice(0, 3)).toStrictEqual([
      "203.0.113.0/24",
      "::/128",
      "127.0.0.0/8",
    ]);
    expect(neverIncludedSubnets.toSorted()).toStrictEqual(
      ["203.0.113.0/24", ...NEVER_INCLUDED].toSorted(),
    );
  });

  test("leaves out what has no bearing on scores, also the names of older versions", () => {
    const config = parseRitaConfig({
      update_check_enabled: false,
      threat_intel: { online_feeds: ["https://example.com"] },
      zone_transfer: {},
      http_extensions_file_path: "/list.csv",
      batch_size: 25_000,
      log_level: 1,
      scoring: { long_connection_minimum_duration: 3600, c2_subdomain_threshold: 100 },
    });
    expect(config).toStrictEqual(RITA_PRESETS.file);
  });

  test("does not change the preset", () => {
    const before = structuredClone(RITA_PRESETS);
    parseRitaConfig({ scoring: { beacon: { score_thresholds: { low: 51 } } } });
    expect(RITA_PRESETS).toStrictEqual(before);
  });

  test.each([
    ["scoring.beacon.unique_connection_threshold", 3, "a whole number from 4 to 9007199254740991"],
    ["scoring.beacon.duration_min_hours_seen", 0, "a whole number from 1 to 24"],
    ["scoring.beacon.duration_min_hours_seen", 25, "a whole number from 1 to 24"],
    ["scoring.beacon.duration_consistency_ideal_hours_seen", 1.5, "a whole number from 1 to 24"],
    ["scoring.beacon.histogram_mode_sensitivity", 1.1, "a number from 0 to 1"],
    ["scoring.beacon.histogram_bimodal_outlier_removal", -1, "a whole number from 0 to 24"],
    ["scoring.beacon.histogram_bimodal_min_hours_seen", 2, "a whole number from 3 to 24"],
    [
      "scoring.beacon.score_thresholds.high",
      2 ** 31,
      "a whole number from -2147483648 to 2147483647",
    ],
    ["modifiers.threat_intel_datasize_threshold", 0, "a whole number from 1 to 5000000000"],
    ["modifiers.first_seen_increase_threshold", 0.5, "a number from 1 to 90"],
    ["modifiers.rare_signature_score_increase", Number.NaN, "a number from 0 to 1"],
    ["filtering.filter_external_to_internal", 1, "true or false"],
    ["batch_size", 1, "a whole number from 25000 to 2000000"],
  ])("%s: %s is refused", (path, value, expected) => {
    expect(issues(at(path, value))).toStrictEqual([`${path}: expected ${expected}, got ${value}`]);
  });

  test.each([
    ["scoring.beacon.histogram_bimodal_min_hours_seen", 3],
    ["scoring.beacon.histogram_bimodal_min_hours_seen", 24],
    ["scoring.beacon.histogram_mode_sensitivity", 0],
    ["scoring.beacon.histogram_bimodal_outlier_removal", 24],
    ["scoring.beacon.score_thresholds.base", 0],
    ["scoring.long_connection_score_thresholds.base", 1],
    ["scoring.long_connection_score_thresholds.high", 86_400],
    ["scoring.c2_score_thresholds.high", 2 ** 31 - 1],
    ["modifiers.first_seen_decrease_threshold", 90],
  ])("%s: %s is taken", (path, value) => {
    expect(issues(at(path, value))).toStrictEqual([]);
  });

  test("texts and lists are shown in short", () => {
    const list = "a list of nothing but CIDR ranges and addresses";
    expect(issues({ filtering: { internal_subnets: ["10.0.0.0/33"] } })).toStrictEqual([
      `filtering.internal_subnets: expected ${list}, got a list`,
    ]);
    expect(issues({ scoring: { strobe_impact: { category: "critical" } } })).toStrictEqual([
      'scoring.strobe_impact.category: expected "high", "medium", "low" or "none", got "critical"',
    ]);
    expect(issues({ scoring: { beacon: [] } })).toStrictEqual([
      "scoring.beacon: expected an object, got a list",
    ]);
    expect(issues(null)).toStrictEqual(["expected an object, got null"]);
  });

  test.each(["localhost", "example.c-m", "exa mple.com", "-a.com", "*.", "a..com", "1.2.3.4", ""])(
    "%j is no domain name",
    (domain) => {
      expect(
        issues({ filtering: { never_included_domains: ["example.com", domain] } }),
      ).toHaveLength(1);
    },
  );

  test.each(["example.com", "*.example.com", "xn--bcher-kva.example", "a.b1.c2", "example.com."])(
    "%j is one",
    (domain) => {
      expect(issues({ filtering: { always_included_domains: [domain] } })).toStrictEqual([]);
    },
  );

  test("no internal network at all is refused", () => {
    expect(issues({ filtering: { internal_subnets: [] } })).toStrictEqual([
      "filtering.internal_subnets: expected at least one range",
    ]);
  });

  test.each([
    [[0.4, 0.3, 0.2, 0.1], 0.9999999999999999],
    [[0.7, 0.1, 0.1, 0.1], 0.9999999999999999],
    [[0.5, 0.5, 0.5, 0.5], 2],
  ])("weights %j are refused", ([times, sizes, duration, histogram], sum) => {
    const beacon = {
      timestamp_score_weight: times,
      datasize_score_weight: sizes,
      duration_score_weight: duration,
      histogram_score_weight: histogram,
    };
    expect(issues({ scoring: { beacon } })).toStrictEqual([
      `scoring.beacon: expected weights whose sum is exactly 1 in floating point, got ${sum}`,
    ]);
  });

  test("thresholds must ascend and keep within their range", () => {
    const path = "scoring.long_connection_score_thresholds";
    const given = { base: 0, low: 10, medium: 10, high: 86_401 };
    expect(issues(at(path, given))).toStrictEqual([
      `${path}: expected base < low < medium < high, got 0, 10, 10, 86401`,
      `${path}.base: expected at least 1, got 0`,
      `${path}.high: expected at most 86400, got 86401`,
    ]);
    expect(issues(at("scoring.beacon.score_thresholds.high", 101))).toStrictEqual([
      "scoring.beacon.score_thresholds.high: expected at most 100, got 101",
    ]);
  });

  test("what lowers a score must begin above what raises it", () => {
    const modifiers = { prevalence_increase_threshold: 0.5, first_seen_decrease_threshold: 7 };
    expect(issues({ modifiers })).toStrictEqual([
      "modifiers.prevalence_decrease_threshold: expected more than modifiers.prevalence_increase_threshold, 0.5, got 0.5",
      "modifiers.first_seen_decrease_threshold: expected more than modifiers.first_seen_increase_threshold, 7, got 7",
    ]);
  });

  test("every problem is listed, unknown keys included", () => {
    const given = {
      filters: {},
      scoring: { beacon: { durationMinHoursSeen: 3, histogram_mode_sensitivity: 2 } },
      modifiers: { rare_signature_score_increase: "0.1" },
    };
    expect(issues(given)).toStrictEqual([
      "filters: not a key of RITA's configuration",
      "scoring.beacon.durationMinHoursSeen: not a key of RITA's configuration",
      "scoring.beacon.histogram_mode_sensitivity: expected a number from 0 to 1, got 2",
      'modifiers.rare_signature_score_increase: expected a number from 0 to 1, got "0.1"',
    ]);
    expect(issues(JSON.parse('{ "__proto__": 1, "toString": 2 }'))).toHaveLength(2);
  });
});

describe("parseRitaConfigText", () => {
  test("reads what people write", () => {
    const text = `{
      // hours of a day
      scoring: { beacon: { duration_min_hours_seen: 8, } } # not 6
      filtering: {
        internal_subnets: ["10.0.0.0/8", "fd00::/8"]
        filter_external_to_internal: false /* see what comes in */
      }
    }`;
    const { scoring, filtering } = parseRitaConfigText(text);
    expect(scoring.beacon.durationMinHoursSeen).toBe(8);
    expect(filtering.internalSubnets).toStrictEqual(["10.0.0.0/8", "fd00::/8"]);
    expect(filtering.filterExternalToInternal).toBe(false);
  });

  test("takes the preset it is told", () => {
    expect(parseRitaConfigText("{}", "code")).toStrictEqual(RITA_PRESETS.code);
  });

  test("text that is not of this kind is a RuleError", () => {
    const [issue = ""] = issuesOf(() => parseRitaConfigText("{ scoring: high }"));
    expect(issue).toMatch(/^expected JSON, with comments, unquoted keys and trailing commas/);
    expect(() => parseRitaConfigText("[1]")).toThrow("rita config: expected an object, got a list");
  });
});
