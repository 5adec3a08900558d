import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { RITA_PRESETS } from "../../../src/rita/config/presets.js";
import { bucketedThreatScore } from "../../../src/rita/scores/threat-score.js";
import { ritaV4 } from "../../../src/rita/scores/v4.js";
import { ritaV5 } from "../../../src/rita/scores/v5.js";
import { describeData } from "../../support/data.js";

type Answer = Record<string, unknown>;
interface Vector {
  readonly in: {
    readonly id: string;
    readonly tsList: number[];
    readonly bytesList: number[];
    readonly minTs: number;
    readonly maxTs: number;
  };
  readonly v5: Answer;
  readonly v4: Answer;
}

function v5Of(group: Parameters<typeof ritaV5>[0]): Answer | undefined {
  const ours = ritaV5(group);
  if (ours === undefined) return undefined;
  const worth = (preset: "file" | "code") =>
    bucketedThreatScore(ours.score * 100, RITA_PRESETS[preset].scoring.beacon.scoreThresholds);
  return {
    score: ours.score,
    tsScore: ours.timestampScore,
    dsScore: ours.dataSizeScore,
    durScore: ours.durationScore,
    histScore: ours.histogramScore,
    tsSkew: ours.timestampSkew,
    tsMad: ours.timestampMad,
    dsSkew: ours.dataSizeSkew,
    dsMad: ours.dataSizeMad,
    coverage: ours.coverage,
    consistency: ours.consistency,
    cvScore: ours.coefficientOfVariationScore,
    bimodalScore: ours.bimodalScore,
    totalBars: ours.totalBars,
    longestRun: ours.longestRun,
    histogram: ours.histogram,
    freqCount: ours.frequencyClasses,
    beaconThreatScoreFile: worth("file"),
    beaconThreatScoreCode: worth("code"),
  };
}

function v4Of(group: Parameters<typeof ritaV4>[0]): Answer | undefined {
  const ours = ritaV4(group);
  if (ours === undefined) return undefined;
  return {
    score: ours.score,
    tsScore: ours.timestampScore,
    dsScore: ours.dataSizeScore,
    durScore: ours.durationScore,
    histScore: ours.histogramScore,
    tsSkew: ours.timestampSkew,
    tsMadm: ours.timestampMad,
    tsRange: ours.timestampRange,
    tsMode: ours.intervals.mode,
    dsSkew: ours.dataSizeSkew,
    dsMadm: ours.dataSizeMad,
    dsRange: ours.dataSizeRange,
    dsMode: ours.dataSizes.mode,
    totalBars: ours.totalBars,
    longestRun: ours.longestRun,
    freqList: ours.histogram,
    freqCount: ours.frequencyClasses,
  };
}

describeData("the answers of the genuine programs", (folder) => {
  const path = join(folder, "rita-oracle", "vectors.jsonl.gz");
  const vectors: Vector[] = gunzipSync(readFileSync(path))
    .toString()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

  test.each([
    ["v5", v5Of],
    ["v4", v4Of],
  ] as const)("%s gives every field of every group to the bit", (version, answerOf) => {
    let refused = 0;
    for (const vector of vectors) {
      const { tsList: timestamps, bytesList: sizes, minTs: start, maxTs: end } = vector.in;
      const { id, error, ...theirs } = vector[version];
      const ours = answerOf({ timestamps, sizes, start, end });
      // toStrictEqual compares numbers with Object.is.
      if (error === undefined) expect(ours, `${id}`).toStrictEqual(theirs);
      else expect(ours, `${id}`).toBeUndefined();
      if (error !== undefined) refused++;
    }
    expect([vectors.length, refused]).toStrictEqual([1000, 21]);
  });
});
