import type { Connection } from "./connection.js";

/** An object that a caller gave as a connection: nothing is known of its values yet. */
export type Given = { readonly [name in keyof Connection]-?: unknown };

/**
 * The properties of a connection that an object has, each read once, since a getter may throw, or answer otherwise the
 * next time; undefined for what is no object, or cannot be read.
 */
export function readGiven(object: unknown): Given | undefined {
  if (typeof object !== "object" || object === null) return undefined;
  try {
    const { time, source, destination, port, bytesOut, bytesIn } = object as Given;
    const { direction, host, fingerprint, serverFingerprint } = object as Given;
    const { protocol, duration, eventCount } = object as Given;
    return {
      time,
      source,
      destination,
      port,
      bytesOut,
      bytesIn,
      direction,
      host,
      fingerprint,
      serverFingerprint,
      protocol,
      duration,
      eventCount,
    };
  } catch {
    return undefined;
  }
}

/**
 * The value as JSON, to show it; whatever JSON cannot write (a cycle, a bigint, a function) is named by its type.
 *
 * @example showGiven("10.0.0.999"); // => '"10.0.0.999"'
 * @example showGiven(443n); // => "(bigint)"
 */
export function showGiven(value: unknown): string {
  try {
    return JSON.stringify(value) ?? `(${typeof value})`;
  } catch {
    return `(${typeof value})`;
  }
}
