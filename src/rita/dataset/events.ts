import { type Growable, Growing } from "../../columns/growing.js";
import { placeByGroup } from "../../columns/scatter.js";

/** What sets an event apart from an ordinary connection. */
export const EVENT = {
  /** The connection was open when its hour ended: it counts in that hour's import alone. */
  open: 1,
  /** A further request over one connection: it only tells that the group was met, and on which port. */
  further: 2,
  /** The request went through a proxy. */
  proxied: 4,
  /** A request without a Host, which marks the connection's group and is no connection itself. */
  missingHost: 8,
} as const;

const doubles = (length: number) => new Float64Array(length);
const uints = (length: number) => new Uint32Array(length);
const bytes = (length: number) => new Uint8Array(length);

/** What is known of each event. */
interface EventColumns {
  /** Whole epoch seconds. */
  readonly times: Float64Array;
  /** Bytes that the source sent, headers included. */
  readonly sizes: Float64Array;
  /** Bytes both ways. */
  readonly totals: Float64Array;
  /** Seconds. */
  readonly durations: Float64Array;
  /** Number of the import that brought the event. */
  readonly imports: Uint32Array;
  /** Id of port, protocol and service. */
  readonly services: Uint32Array;
  /** The end that answered: of names, which have many. */
  readonly servers: Uint32Array;
  /** Sum of EVENT flags. */
  readonly flags: Uint8Array;
}

/** The events of all groups: those of group g stand at [offsets[g], offsets[g + 1]), in the order they were read. */
export interface Events extends EventColumns {
  readonly offsets: Uint32Array;
}

/** Collects events as they are read. */
export class EventLog {
  readonly #groups = new Growing((length) => new Uint32Array(length));
  readonly #times = new Growing(doubles);
  readonly #sizes = new Growing(doubles);
  readonly #totals = new Growing(doubles);
  readonly #durations = new Growing(doubles);
  readonly #imports = new Growing(uints);
  readonly #services = new Growing(uints);
  readonly #servers = new Growing(uints);
  readonly #flags = new Growing(bytes);

  get length(): number {
    return this.#groups.length;
  }

  /** Appends an event and returns its number. */
  add(
    group: number,
    time: number,
    size: number,
    total: number,
    duration: number,
    importNumber: number,
    service: number,
    server: number,
    flags: number,
  ): number {
    this.#times.push(time);
    this.#sizes.push(size);
    this.#totals.push(total);
    this.#durations.push(duration);
    this.#imports.push(importNumber);
    this.#services.push(service);
    this.#servers.push(server);
    this.#flags.push(flags);
    return this.#groups.push(group);
  }

  /** Gives an event the sizes of its connection, which was read later. */
  setSizes(event: number, size: number, total: number): void {
    this.#sizes.set(event, size);
    this.#totals.set(event, total);
  }

  /** The events by group; `groups` is how many there are. The log is spent. */
  grouped(groups: number): Events {
    const positions = this.#groups.values();
    const offsets = placeByGroup([positions], groups);
    const byGroup = <T extends Growable>(column: Growing<T>) => placed(column.take(), positions);
    return {
      offsets,
      times: byGroup(this.#times),
      sizes: byGroup(this.#sizes),
      totals: byGroup(this.#totals),
      durations: byGroup(this.#durations),
      imports: byGroup(this.#imports),
      services: byGroup(this.#services),
      servers: byGroup(this.#servers),
      flags: byGroup(this.#flags),
    };
  }
}

function placed<T extends Growable>(values: T, positions: Uint32Array): T {
  const target = values.slice() as T;
  for (let i = 0; i < positions.length; i++) target[positions[i] as number] = values[i] as number;
  return target;
}
