import type { BeaconScoring, RitaConfig } from "../../../src/rita/config/config.js";
import { RITA_PRESETS } from "../../../src/rita/config/presets.js";
import type { RitaGroup } from "../../../src/rita/scores/group.js";

/** One connection of 100 bytes at each of these hours, in a day's window. */
export function hourly(hours: readonly number[]): RitaGroup {
  const timestamps = hours.map((hour) => hour * 3600);
  return { timestamps, sizes: hours.map(() => 100), start: 0, end: 86_400 };
}

/** Connections of 100 bytes with these seconds between them, in a day's window. */
export function spaced(intervals: readonly number[], sizes?: readonly number[]): RitaGroup {
  const timestamps = [0];
  for (const interval of intervals) timestamps.push((timestamps.at(-1) as number) + interval);
  return { timestamps, sizes: sizes ?? timestamps.map(() => 100), start: 0, end: 86_400 };
}

/** RITA's defaults but for these keys. */
export function withBeacon(changes: Partial<BeaconScoring>): RitaConfig {
  const { scoring, ...rest } = RITA_PRESETS.file;
  return { ...rest, scoring: { ...scoring, beacon: { ...scoring.beacon, ...changes } } };
}

/** The four weights, in RITA's order. */
export function weights(
  times: number,
  sizes: number,
  duration: number,
  histogram: number,
): Partial<BeaconScoring> {
  return {
    timestampScoreWeight: times,
    datasizeScoreWeight: sizes,
    durationScoreWeight: duration,
    histogramScoreWeight: histogram,
  };
}

/** The hours from 0 up to this one, exclusive. */
export function hoursTo(end: number): number[] {
  return Array.from({ length: end }, (_, hour) => hour);
}
