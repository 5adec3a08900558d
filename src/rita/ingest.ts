import type { Intake } from "../intake.js";
import type { RitaConfig } from "./config/config.js";
import { datasetOf } from "./dataset/dataset.js";
import type { LogKind } from "./dataset/log-kinds.js";
import { type LogTaker, v4Logs, v5Logs } from "./dataset/log-takers.js";
import { Reading } from "./dataset/reading.js";
import { V4Reading } from "./dataset/v4-reading.js";
import { v4Rows } from "./rows/v4-rows.js";
import { type RitaRows, v5Rows } from "./rows/v5-rows.js";

/** Which RITA, and how it is set. */
export interface RitaSettings {
  readonly version: 4 | 5;
  readonly config: RitaConfig;
  /** Whether the data set is a rolling one; of v5. */
  readonly rolling: boolean;
  /** The present, in epoch seconds. */
  readonly now: number;
}

/** Takes the logs of one import after the other, and then gives the rows. */
export interface RitaIngest {
  /** Begins the next import: joins do not reach into another. */
  beginImport(): void;
  /** What takes the rows of a log; undefined for one that the version does not look at. */
  taker(kind: LogKind): LogTaker | undefined;
  /** RITA's rows of all that was taken. */
  rows(): RitaRows;
}

/** An empty ingest; what it takes is counted in `intake`. Throws a RangeError for subnets that are none. */
export function ritaIngest(settings: RitaSettings, intake: Intake): RitaIngest {
  return settings.version === 5 ? v5Ingest(settings, intake) : v4Ingest(settings, intake);
}

function v5Ingest(settings: RitaSettings, intake: Intake): RitaIngest {
  const reading = new Reading(settings.config, intake);
  const takers = v5Logs(reading);
  return {
    beginImport: () => reading.beginImport(),
    taker: (kind) => takers[kind],
    rows: () => v5Rows(datasetOf(reading), settings),
  };
}

function v4Ingest({ config, now }: RitaSettings, intake: Intake): RitaIngest {
  const reading = new V4Reading(config, intake);
  const takers = v4Logs(reading);
  return {
    beginImport() {},
    taker: (kind) => takers[kind],
    rows: () => v4Rows(reading, now),
  };
}
