import type { RitaConfig } from "../config/config.js";
import type { Dataset } from "../dataset/dataset.js";
import type { Span } from "../dataset/imports.js";
import { startOfHour } from "../dataset/sightings.js";
import { type FirstSeen, firstSeen } from "./first-seen.js";
import type { View } from "./group-state.js";
import { type Prevalence, prevalence } from "./prevalence.js";
import { type RareSignatures, rareSignatures } from "./signatures.js";

const DAY = 86_400;

/** What is asked of RITA v5. */
export interface V5Options {
  readonly config: RitaConfig;
  /** Whether the data set is a rolling one, for which alone it matters when a destination was first seen. */
  readonly rolling: boolean;
  /** The present, in epoch seconds. */
  readonly now: number;
}

/** RITA's state after one import, from which the rows of that import follow. */
export interface Moment {
  readonly importNumber: number;
  readonly options: V5Options;
  /** The window of beacons; undefined where there is none. */
  readonly beacons: Span | undefined;
  /** That of all logs. */
  readonly all: Span;
  readonly view: View;
  readonly allFromHour: number;
  readonly prevalence: Prevalence;
  readonly signatures: RareSignatures;
  /** The history of first times, where RITA goes by it. */
  readonly history: FirstSeen | undefined;
  /** The epoch second that ages are counted back from. */
  readonly present: number;
}

/** The states after the imports of a data set, each made when it is first asked for. */
export function momentsOf(dataset: Dataset, options: V5Options): (importNumber: number) => Moment {
  const signatures = rareSignatures(dataset.reading);
  const known: Moment[] = [];
  return (importNumber) => {
    const moment = known[importNumber] ?? momentOf(dataset, importNumber, options, signatures);
    known[importNumber] = moment;
    return moment;
  };
}

function momentOf(
  dataset: Dataset,
  importNumber: number,
  options: V5Options,
  signatures: RareSignatures,
): Moment {
  const { beacons, all = { start: 0, end: 0 } } = dataset.times.windows(importNumber);
  const fromHour = beacons === undefined ? Number.NEGATIVE_INFINITY : startOfHour(beacons.start);
  const view = { importNumber, fromHour, withOver: true, withOpen: true };
  const allFromHour = startOfHour(all.start);
  const isCurrent = options.rolling && options.now - all.end <= DAY;
  return {
    ...{ importNumber, options, beacons, all, view, allFromHour, signatures },
    prevalence: prevalence(dataset, view, allFromHour),
    history: isCurrent ? firstSeen(dataset, importNumber) : undefined,
    present: isCurrent ? options.now : all.end,
  };
}
