import { InputError } from "../../errors.js";
import { Intake, type IntakeOptions } from "../../intake.js";
import type { ResultColumn, ResultExport, ResultRow } from "../result-row.js";
import { type Answer, type AnswerRow, readAnswer } from "./answer.js";
import { checkRowOptions } from "./check-row-options.js";
import { columnsOf, type OwnColumns } from "./columns.js";
import { jsonMembers } from "./json-members.js";
import { whyNoAnswer } from "./no-answer.js";
import { outsideWindow } from "./outside-window.js";
import { ownRule } from "./own-rule.js";
import { whyRecords } from "./record-format.js";
import { type CellOptions, RowReader } from "./row-reader.js";

/** Of these the reject keeps 2,000 characters. */
const SHOWN_BYTES = 8000;
const utf8 = new TextDecoder();

/** Options of `readResultRows`. */
export interface ResultRowOptions extends CellOptions, IntakeOptions {
  /** Names of columns in place of the known ones, as in `{ FirstSeen: "first" }`. */
  readonly columns?: OwnColumns;
}

/**
 * Reads an exported answer of the query: JSON from the REST API or a playbook, objects one a line, CSV from the API or from Log
 * Activity, and what `reference` of this library writes. `file` names it in messages. Rows that cannot be read are counted,
 * and told to `onReject`. The rule, the window and the zone that such a document names come with its rows; a `timeZone` given goes before the last. Times outside that window are warned of (`outside-window`).
 *
 * Throws an InputError for text that is no answer, for an answer without the columns that a row needs, and where no time can be
 * read in the format given: which of two numbers is the month is never guessed. Throws a RuleError for options that make no sense.
 *
 * @example
 * const csv = "Source IP,Destination IP,Destination Port,Count,FirstSeen,LastSeen\n"
 *   + "10.1.2.3,203.0.113.9,443,16.0,2026-11-23 08:00:00,2026-11-23 08:15:00\n";
 * readResultRows("rows.csv", csv).rows[0].count; // => 16
 */
export function readResultRows(
  file: string,
  text: string | Uint8Array,
  options: ResultRowOptions = {},
): ResultExport {
  checkRowOptions(options);
  const intake = new Intake(options);
  intake.file = file;
  const answer = readAnswer(file, text);
  const members = answer.form === "csv" ? new Map() : jsonMembers(answer.bytes);
  const otherwise = whyNoAnswer(members);
  if (otherwise !== undefined) throw new InputError(file, otherwise);
  intake.files = 1;
  const positions = positionsIn(file, answer, options.columns);
  const columns = new Map<ResultColumn, string>();
  for (const [column, at] of positions) columns.set(column, answer.columns[at] as string);
  const own = ownRule(members, intake);
  const { timeZone = own.timeZone } = options;
  const cells = { ...options, ...(timeZone !== undefined && { timeZone }) };
  const reader = new RowReader(positions, columns, cells, intake);
  const rows = readRows(answer, reader, intake);
  if (answer.cut !== undefined) intake.warnFile("cut-off", answer.cut);
  const outside = own.window && outsideWindow(rows, own.window);
  if (outside !== undefined) intake.warnFile("outside-window", outside);
  return {
    file,
    form: answer.form,
    columns,
    decimals: reader.decimals,
    ...own,
    rows,
    input: intake.summary,
    warnings: [...intake.warnings(), ...reader.warnings()],
  };
}

function readRows({ rows: given, bytes }: Answer, reader: RowReader, intake: Intake): ResultRow[] {
  const rows: ResultRow[] = [];
  let badTimeLine = 0;
  for (const [i, record] of given.entries()) {
    intake.line = record.line;
    const row = record.broken ?? reader.read(record, i + 1);
    if (reader.badTime !== undefined && badTimeLine === 0) badTimeLine = record.line;
    if (typeof row === "string") {
      const reason = record.broken === undefined ? row : `row ${i + 1}: ${row}`;
      intake.reject(reason, textOf(bytes, record));
    } else {
      intake.accept();
      rows.push(row);
    }
  }
  const { badTime } = reader;
  if (rows.length === 0 && badTime !== undefined) {
    throw new InputError(intake.file, badTime, badTimeLine);
  }
  return rows;
}

/** What a reject shows of a row. */
function textOf(bytes: Uint8Array, { start, end }: AnswerRow): string {
  return utf8.decode(bytes.subarray(start, Math.min(end, start + SHOWN_BYTES))).trim();
}

/** Where the query's columns stand. An answer without rows need not have any; records of a known format are told to be such. */
function positionsIn(
  file: string,
  { form, columns, rows, bytes }: Answer,
  own: OwnColumns | undefined,
): ReadonlyMap<ResultColumn, number> {
  if (form !== "csv" && rows.length === 0) return new Map();
  const broken = rows.find((row) => row.broken !== undefined);
  if (columns.length === 0 && broken !== undefined) {
    throw new InputError(file, `no row can be read: ${broken.broken}`, broken.line);
  }
  try {
    return columnsOf(file, columns, own);
  } catch (error) {
    // Not before: an answer may hold names that records have, too.
    const records = error instanceof InputError ? whyRecords(bytes) : undefined;
    throw records === undefined ? error : new InputError(file, records);
  }
}
