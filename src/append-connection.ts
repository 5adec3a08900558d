import { type Given, readGiven, showGiven } from "./given.js";
import type { Intake } from "./intake.js";
import { canonicalHost } from "./network/address.js";
import { directionCode } from "./table.js";
import type { ConnectionTableBuilder } from "./table-builder.js";

/** The times that a Date can hold, epoch milliseconds either way. */
const LATEST = 8.64e15;

/** Where connections go. `ids` remembers by column what the builder's id + 1 of a text is, as the text was given. */
export interface Target {
  readonly builder: ConnectionTableBuilder;
  readonly intake: Intake;
  readonly ids: { readonly [column in TextColumn]: Map<string, number> };
}

type TextColumn = "host" | "fingerprint" | "serverFingerprint" | "protocol";

/**
 * Adds a caller's object to the table as a connection, or says why it cannot be one. Whatever the object is or does,
 * nothing is thrown but the InputError of a record beyond `maxEvents`.
 */
export function appendConnection(target: Target, object: unknown): string | undefined {
  const given = readGiven(object);
  if (given === undefined) return "not an object that can be read";
  const { builder, intake } = target;
  const { time, port } = given;
  if (typeof time !== "number" || !(Math.abs(time) <= LATEST)) return complaintOf("time", time);
  const source = endpointOf(builder, given.source);
  if (source === undefined) return complaintOf("source", given.source);
  const destination = endpointOf(builder, given.destination);
  if (destination === undefined) return complaintOf("destination", given.destination);
  if (!isPort(port)) return complaintOf("port", port);
  intake.accept();
  const bytesOut = amountOf(intake, given.bytesOut, "bytes", "byte count");
  const bytesIn = amountOf(intake, given.bytesIn, "bytes", "byte count");
  builder.add(time, source, destination, port, bytesOut, bytesIn);
  setOptional(target, given);
  return undefined;
}

function setOptional(target: Target, given: Given): void {
  const { builder, intake } = target;
  const { direction } = given;
  if (direction !== undefined) {
    builder.set("direction", directionCode(typeof direction === "string" ? direction : null));
  }
  setText(target, "host", given.host, canonicalHost);
  setText(target, "fingerprint", given.fingerprint);
  setText(target, "serverFingerprint", given.serverFingerprint);
  setText(target, "protocol", given.protocol);
  const duration = amountOf(intake, given.duration, "duration");
  if (duration >= 0) builder.set("duration", duration);
  const eventCount = amountOf(intake, given.eventCount, "event-count", "event count");
  if (eventCount >= 0) builder.set("eventCount", eventCount);
}

/** Stores a text that `read` can read; what it cannot is noticed and stays unset. */
function setText(
  { builder, intake, ids }: Target,
  column: TextColumn,
  value: unknown,
  read: (text: string) => string | undefined = (text) => text,
): void {
  if (value === undefined || value === null || value === "") return;
  let id = ids[column].get(value as string);
  if (id === undefined) {
    const text = typeof value === "string" ? read(value) : undefined;
    if (text === undefined) {
      notice(intake, column, column);
      return;
    }
    id = builder.texts.id(text) + 1;
    ids[column].set(value as string, id);
  }
  builder.set(column, id);
}

function endpointOf(builder: ConnectionTableBuilder, text: unknown): number | undefined {
  return typeof text === "string" ? builder.endpoint(text) : undefined;
}

function isPort(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 65535;
}

/** A finite number of zero or more, NaN for unknown; what cannot be one becomes unknown and is noticed. */
function amountOf(intake: Intake, value: unknown, code: string, what: string = code): number {
  if (value === undefined || value === null) return Number.NaN;
  if (typeof value === "number" && value >= 0 && value < Number.POSITIVE_INFINITY) return value;
  notice(intake, code, what);
  return Number.NaN;
}

function notice(intake: Intake, code: string, what: string): void {
  intake.notice(`bad-${code}`, `had a ${what} that is none, taken as unknown`);
}

function complaintOf(what: string, value: unknown): string {
  if (value === undefined || value === null) return `no ${what}`;
  return `bad ${what} ${showGiven(value).slice(0, 80)}`;
}
