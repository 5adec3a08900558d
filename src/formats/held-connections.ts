import type { Interned } from "../columns/interned.js";
import type { Intake } from "../intake.js";
import { NAMED_DESTINATION, NAMED_SOURCE, type OptionalColumns } from "../table.js";
import { ConnectionTableBuilder } from "../table-builder.js";

const FIRST_NAME = 2 ** 32;

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
  readonly #target: ConnectionTableBuilder;
  readonly #intake: Intake;
  #open = true;
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
    if (this.#open) this.#held ??= new ConnectionTableBuilder();
    (this.#held ?? this.#target).add(time, source, destination, port, bytesOut, bytesIn);
  }

  override set(name: keyof OptionalColumns, value: number): void {
    if (name === "host") this.host = value;
    else if (name === "fingerprint") this.fingerprint = value;
    else if (name === "serverFingerprint") this.serverFingerprint = value;
    (this.#held ?? this.#target).set(name, value);
  }

  /** Forgets what is held, which counts as ignored; what comes from now on is held too, or not (`open`). */
  drop(open: boolean): void {
    const { length } = this;
    this.#intake.accepted -= length;
    this.#intake.ignored += length;
    this.#held = undefined;
    this.#open = open;
  }

  /** Hands what is held to the table's builder, pair after pair. */
  release(): void {
    const held = this.#held?.table(this.#intake.summary, []);
    this.#held = undefined;
    this.#open = false;
    if (held === undefined) return;
    const optional = Object.entries(held.optional) as [keyof OptionalColumns, Float64Array][];
    for (const [pair, third] of held.ports.entries()) {
      const source = (held.sources[pair] as number) + (third & NAMED_SOURCE ? FIRST_NAME : 0);
      const named = third & NAMED_DESTINATION ? FIRST_NAME : 0;
      const destination = (held.destinations[pair] as number) + named;
      const end = held.offsets[pair + 1] as number;
      for (let row = held.offsets[pair] as number; row < end; row++) {
        const [time, out, back] = [held.times, held.bytesOut, held.bytesIn].map(
          (column) => column[row] as number,
        ) as [number, number, number];
        this.#target.add(time, source, destination, third & 0xffff, out, back);
        // NaN stands for no value, and 0 for none of a text's.
        for (const [name, column] of optional) {
          if ((column[row] as number) >= 0) this.#target.set(name, column[row] as number);
        }
      }
    }
  }
}
