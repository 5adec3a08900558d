import type { Details } from "../awaited-details.js";
import type { Interned } from "../columns/interned.js";
import type { Intake } from "../intake.js";
import type { OptionalColumns } from "../table.js";
import { ConnectionTableBuilder } from "../table-builder.js";

const DETAILS: ReadonlySet<string> = new Set(["host", "fingerprint", "serverFingerprint"]);

/**
 * A builder before the builder of the table, that holds connections back while it is open whether they count: they may turn
 * out to be described in the same log a second time, and better. They count as accepted until then.
 */
export class HeldConnections extends ConnectionTableBuilder {
  override readonly texts: Interned;
  /** Of the connection added last, as `texts` ids + 1. */
  host = 0;
  fingerprint = 0;
  serverFingerprint = 0;
  /** Of the same, epoch milliseconds and seconds; NaN for no duration. */
  time = 0;
  duration: number = Number.NaN;
  /** Whether what comes is but a part of a connection, whose details go to the whole of it by way of the index. */
  isPart = false;
  /** The row of the table's builder that this part continues, −1 for a first part. */
  continues = -1;
  readonly #target: ConnectionTableBuilder;
  readonly #intake: Intake;
  #open = true;
  #more: readonly [bytesOut: number, bytesIn: number] = [0, 0];
  /** Made for the first connection that is held. */
  #held: ConnectionTableBuilder | undefined;

  constructor(target: ConnectionTableBuilder, intake: Intake) {
    super();
    this.texts = target.texts;
    this.#target = target;
    this.#intake = intake;
  }

  /** How many connections are held back. */
  override get length(): number {
    return this.#held?.length ?? 0;
  }

  override endpoint(text: string): number | undefined {
    return this.#target.endpoint(text);
  }

  override add(
    time: number,
    source: number,
    destination: number,
    port: number,
    bytesOut: number,
    bytesIn: number,
  ): void {
    this.host = 0;
    this.fingerprint = 0;
    this.serverFingerprint = 0;
    this.time = time;
    this.duration = Number.NaN;
    if (this.continues >= 0) {
      this.#more = [bytesOut, bytesIn];
      return;
    }
    if (this.#open) this.#held ??= new ConnectionTableBuilder();
    (this.#held ?? this.#target).add(time, source, destination, port, bytesOut, bytesIn);
  }

  override set(name: keyof OptionalColumns, value: number): void {
    if (name === "host") this.host = value;
    else if (name === "fingerprint") this.fingerprint = value;
    else if (name === "serverFingerprint") this.serverFingerprint = value;
    else if (name === "duration") this.duration = value;
    if (this.continues >= 0 || (this.isPart && DETAILS.has(name))) return;
    (this.#held ?? this.#target).set(name, value);
  }

  override await(details: Details, connection: number): void {
    if (this.continues < 0) (this.#held ?? this.#target).await(details, connection);
  }

  /** Adds the part that came last to the connection that it continues. */
  join(): void {
    const [bytesOut, bytesIn] = this.#more;
    this.#target.extend(this.continues, this.time, bytesOut, bytesIn, this.duration);
  }

  /** Forgets what is held, which counts as ignored; what comes from now on is held too, or not (`open`). */
  drop(open: boolean): void {
    const { length } = this;
    this.#intake.accepted -= length;
    this.#intake.ignored += length;
    this.#held = undefined;
    this.#open = open;
  }

  /** Hands what is held to the table's builder. */
  release(): void {
    this.#held?.moveTo(this.#target);
    this.#held = undefined;
    this.#open = false;
  }
}
