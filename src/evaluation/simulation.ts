import type { Connection } from "../connection.js";
import type { Label, Parameters, Truth } from "./family.js";

/** A connection that says what made it. */
export interface LabelledConnection extends Connection {
  readonly bytesOut: number | null;
  readonly bytesIn: number | null;
  readonly protocol: "tcp" | "udp";
  /** Seconds; null when unknown. */
  readonly duration: number | null;
  readonly sourcePort: number;
  /** Like Zeek's uid: a C and 17 letters or digits. */
  readonly id: string;
  readonly family: string;
  readonly label: Label;
}

/** The truth about one pair. */
export interface PairLabel {
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  readonly family: string;
  /** The family's, such as B2. */
  readonly code: string;
  readonly label: Label;
  readonly parameters: Parameters;
  /** What a scorer should find out; null where the family has no such truth. */
  readonly truth: Truth | null;
}

/** Connections by time, and a label for each pair among them in the order of the cohorts. */
export interface Simulation {
  readonly connections: readonly LabelledConnection[];
  readonly labels: readonly PairLabel[];
}
