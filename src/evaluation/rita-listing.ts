/** A row of RITA's list, as a comparison needs it. Lists of them are in RITA's order. */
export interface RitaListing {
  /** Null for a domain, which many query. */
  readonly source: string | null;
  /** An address; null for a row about a name. */
  readonly destination: string | null;
  readonly fqdn: string | null;
  /** Addresses that answered for the name, proxies among them; empty where they are not known. */
  readonly servers: readonly string[];
  /** Higher is more like a beacon; in RITA's order they descend. */
  readonly value: number;
  /** Whether RITA's severity is high or critical; null of v4, which has none. */
  readonly flagged: boolean | null;
  /** Why, in a sentence or a few. */
  readonly reason: string;
}

/** RITA's list, or one exported from it. */
export interface RitaList {
  readonly version: 4 | 5;
  readonly rows: readonly RitaListing[];
}
