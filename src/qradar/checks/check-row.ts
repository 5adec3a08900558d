import type { ResultRow } from "../result-row.js";
import { averageComplaint } from "./average-tie.js";
import type { Complaint } from "./complaint.js";
import { confidenceComplaint } from "./confidence-tie.js";
import { durationComplaint } from "./duration-wrong.js";
import { havingComplaints } from "./having.js";
import type { RowCheck } from "./row-check.js";
import { timesComplaints } from "./times-tie.js";

/**
 * What a row says against itself. Three numbers are printed several times over: the times as FirstSeen, LastSeen and DurationSeconds; the
 * duration again as AvgIntervalSeconds times the count less one; and average and count as BeaconConfidence. A cell that breaks one of
 * these ties and mends none is named; where two could be wrong, both are. Of an export without one of those columns the ties of the
 * others hold all the same. Without `isTimed` the printed times are known to be wrong, and the ties of the rest are looked at.
 *
 * Not to be seen are: another source, destination or port that the query lets through, other bytes, times off by less than what
 * their printing leaves open, and where averages are whole (`integer`) a count or duration that has the same one.
 */
export function checkRow(row: ResultRow, check: RowCheck, isTimed = true): Complaint[] {
  const times = isTimed ? timesComplaints(row, check) : [];
  const average = averageComplaint(row, check);
  if (average !== undefined) {
    const duration = durationComplaint(row, check, times.length > 0);
    // What else there is to say rests on these.
    return duration === undefined ? [...times, average] : [duration];
  }
  const sound = soundPart(row, times);
  if (sound === undefined) return times;
  return [...times, ...confidenceComplaint(sound, check), ...havingComplaints(sound, check)];
}

/** The row without times that are no measure of others; undefined where it is not known how long it went on. */
function soundPart(row: ResultRow, complaints: readonly Complaint[]): ResultRow | undefined {
  const named = new Set(complaints.flatMap(({ columns }) => columns));
  const exact = row.firstMs !== null && row.lastMs !== null;
  if (!named.has("FirstMs") && !named.has("LastMs")) {
    return named.has("DurationSeconds") && !exact ? undefined : row;
  }
  return named.has("DurationSeconds") ? undefined : { ...row, firstMs: null, lastMs: null };
}
