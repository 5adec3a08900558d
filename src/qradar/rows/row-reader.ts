import type { Intake, Warning } from "../../intake.js";
import type { PrintedTime, ResultColumn, ResultExport, ResultRow } from "../result-row.js";
import type { AnswerRow } from "./answer.js";
import { type BadCell, COUNT, isBad, MILLIS, PORT, SECONDS, shown, WHOLE } from "./cells.js";
import { Decimals } from "./decimals.js";
import { decimalsOf } from "./numbers.js";
import { instant, PrintedTimes, type TimeOptions } from "./printed-time.js";
import { RowCells } from "./row-cells.js";

const TIME_HINT = "say how times are printed with --time-format, as in dd/MM/yyyy HH:mm:ss";

/** Whether the digits of numbers are grouped, and how times are printed. */
export interface CellOptions extends TimeOptions {
  /** The character between groups of digits; default: none. Grouped numbers are then no numbers. */
  readonly grouping?: string;
}

/** Turns the rows of one answer into rows of the query. */
export class RowReader {
  /** Why the first time of the file could not be read; undefined once any could. */
  badTime: string | undefined;
  readonly #decimals = { durationSeconds: new Decimals(), averageIntervalSeconds: new Decimals() };
  readonly #cells: RowCells;
  readonly #grouping: string | undefined;
  readonly #times: PrintedTimes;
  readonly #intake: Intake;
  #timesRead = 0;

  /** `positions`: where the query's columns stand; `names`: what they are called there. */
  constructor(
    positions: ReadonlyMap<ResultColumn, number>,
    names: ReadonlyMap<ResultColumn, string>,
    options: CellOptions,
    intake: Intake,
  ) {
    this.#cells = new RowCells(positions, names, options.grouping, intake);
    this.#grouping = options.grouping;
    this.#times = new PrintedTimes(options);
    this.#intake = intake;
  }

  /** To how many decimals the numbers of two columns were printed. */
  get decimals(): ResultExport["decimals"] {
    const { durationSeconds, averageIntervalSeconds } = this.#decimals;
    return {
      durationSeconds: durationSeconds.most,
      averageIntervalSeconds: averageIntervalSeconds.most,
    };
  }

  /** What became of cells that rows can do without. */
  warnings(): Warning[] {
    return this.#cells.warnings();
  }

  /** The row, its number in the file given from 1; or why there is none, with the column and its value. */
  read({ line, cells: values }: AnswerRow, row: number): ResultRow | string {
    const cells = this.#cells;
    cells.at(values, row);
    const grouped = cells.groupedNumber();
    if (grouped !== undefined) return grouped.bad;
    const source = cells.address("sourceip");
    if (isBad(source)) return source.bad;
    const destination = cells.address("destinationip");
    if (isBad(destination)) return destination.bad;
    const port = cells.needed("destinationport", PORT);
    if (isBad(port)) return port.bad;
    const counted = cells.text("RequestCount") === null && cells.text("N") !== null;
    const count = cells.needed(counted ? "N" : "RequestCount", COUNT);
    if (isBad(count)) return count.bad;
    const firstMs = cells.number("FirstMs", MILLIS);
    const lastMs = cells.number("LastMs", MILLIS);
    const firstSeen = this.#time("FirstSeen", firstMs);
    if (isBad(firstSeen)) return firstSeen.bad;
    const lastSeen = this.#time("LastSeen", lastMs);
    if (isBad(lastSeen)) return lastSeen.bad;
    return {
      row,
      line,
      source,
      destination,
      port,
      count,
      firstSeen,
      lastSeen,
      bytesOut: cells.number("BytesSent", WHOLE),
      bytesIn: cells.number("BytesReceived", WHOLE),
      durationSeconds: this.#seconds("DurationSeconds", "durationSeconds"),
      averageIntervalSeconds: this.#seconds("AvgIntervalSeconds", "averageIntervalSeconds"),
      confidence: cells.text("BeaconConfidence"),
      firstMs,
      lastMs,
      rawEvents: cells.number("RawEvents", WHOLE),
      logSources: cells.number("LogSources", WHOLE),
      distinctTimes: cells.number("DistinctTimes", WHOLE),
      records: counted ? null : cells.number("N", WHOLE),
      host: cells.host(),
    };
  }

  #seconds(column: ResultColumn, name: keyof ResultExport["decimals"]): number | null {
    const value = this.#cells.number(column, SECONDS);
    if (value === null) return null;
    const text = this.#cells.text(column) ?? "";
    // Grouped digits and decimal commas: what JavaScript prints has as many decimals.
    this.#decimals[name].add(decimalsOf(this.#grouping === undefined ? text : String(value)));
    return value;
  }

  /** The time in a column; where that has none, the exact one beside it. */
  #time(column: ResultColumn, ms: number | null): PrintedTime | BadCell {
    const text = this.#cells.text(column);
    if (text === null)
      return ms === null ? this.#cells.bad(column, { bad: "no value" }) : instant(ms);
    const before = this.#times.skipped;
    const time = this.#times.read(text);
    if (time === undefined) {
      const reason = `${shown(text)} is no time in the format expected`;
      const bad = this.#cells.bad(column, { bad: reason, hint: TIME_HINT });
      if (this.#timesRead === 0) this.badTime ??= bad.bad;
      return bad;
    }
    if (this.#times.skipped > before) {
      const what = "stood in an hour that clocks skip, taken as if they had not been set yet";
      this.#intake.notice("skipped-hour", what);
    }
    this.#timesRead++;
    this.badTime = undefined;
    return time;
  }
}
