import type { ClientFacts, Evidence, Scorer } from "../score.js";
import { spellShare } from "../text/units.js";

/** In a smaller estate it says nothing that few use a fingerprint. */
const LEAST_SOURCES = 10;

/** With fewer connections a fingerprint used for one destination only may yet be used for others. */
const LEAST_CONNECTIONS = 4;

/** Shares of sources at which RITA v5 raises and lowers a score by its 0.15. */
const RARE = 0.02;
const COMMON = 0.5;

const STEP = 0.15;
const SERVER_STEP = 0.1;
const LARGEST = 0.3;

/** Less than this tells nothing either way. */
const LEAST_MOVE = 0.05;

/**
 * What the client's TLS fingerprint tells: whether a program that few sources have, or that this source has for this alone, is calling.
 * The move is 0.15 · max(R, X) + 0.10 · w · R′ · (NPMI + 1) / 2 − 0.15 · C + 0.15 · L, held within [−0.15, 0.3], and the value is ½ for a
 * move of 0, 1 for 0.3, 0 for −0.15:
 *
 * - R = 1 − ln(h) / ln(H), where h of H sources have it and at most 2 % do;
 * - X = 1 / D, where the source uses it for D destinations, four times at least, and has another fingerprint as well;
 * - R′, the same as R for client and server fingerprint (JA3S) together; NPMI, how much the two go together; w, the share of
 *   connections that were answered otherwise: in TLS 1.3 nearly all servers answer alike, and that tells little;
 * - C = 1 where half of the sources have it, and this one has another as well (behind a proxy that inspects TLS all have just one);
 * - L = 1 where it is on the caller's list.
 *
 * Undefined without a fingerprint, for one that changes with every connection, among fewer than ten sources, for a source with a single
 * fingerprint and fewer than three destinations, and where the move is below 0.05. A listed one always has a value.
 *
 * @see Anderson & McGrew, Accurate TLS Fingerprinting using Destination Context and Knowledge Bases, 2020: a fingerprint alone convicts nobody
 */
export const fingerprintCluster: Scorer = {
  id: "fingerprint-cluster",

  score(pair, { population }) {
    const client = population?.client?.(pair);
    if (client === undefined) return undefined;
    const told = measured(client) ? moveOf(client) : 0;
    if (!client.listed && Math.abs(told) < LEAST_MOVE) return undefined;
    const move = Math.min(LARGEST, Math.max(-STEP, told + (client.listed ? STEP : 0)));
    const value = 0.5 + move / (2 * (move < 0 ? STEP : LARGEST));
    return { id: "fingerprint-cluster", value, evidence: evidenceOf(client) };
  },

  explain(evidence) {
    const { connections = 0, destinations = 0, listed = 0, serverUsing } = evidence;
    if (connections === 0) return `${listed} TLS fingerprint of the server is on the list given.`;
    const others = (evidence.fingerprints ?? 1) - 1;
    const used = `${counted(connections, "connection")} of this source to ${counted(destinations, "destination")}`;
    const beside = `beside ${counted(others, "other fingerprint")}`;
    const server =
      serverUsing === undefined ? "" : `; ${serverUsing} with the same answer from the server`;
    const list = listed === 1 ? "; it is on the list given" : "";
    return `${whose(evidence)}: ${used}, ${beside}${server}${list}.`;
  },
};

function whose({ randomized, sources = 0, using = 0 }: Evidence): string {
  if (randomized === 1) return "The client's TLS fingerprint changes with every connection";
  const share = sources === 0 ? "" : ` (${spellShare(using / sources)})`;
  return `${using} of ${counted(sources, "source")}${share} ${using === 1 ? "has" : "have"} the client's TLS fingerprint`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/**
 * How few of the sources have something: 1 for one of them, 0 for all (inverse document frequency over its largest value).
 *
 * @see Spärck Jones, A Statistical Interpretation of Term Specificity, 1972
 * @example rarityOf(10, 100); // => 0.5
 */
export function rarityOf(using: number, sources: number): number {
  return sources < 2
    ? 0
    : Math.min(1, Math.max(0, 1 - Math.log(Math.max(1, using)) / Math.log(sources)));
}

function measured(client: ClientFacts): boolean {
  return client.sources >= LEAST_SOURCES && client.counted && !client.randomized;
}

function moveOf(client: ClientFacts): number {
  const { sources, using, fingerprints, connections, destinations, server } = client;
  const share = using / sources;
  const rare = share <= RARE ? rarityOf(using, sources) : 0;
  const others = fingerprints > 1;
  const alone = others && connections >= LEAST_CONNECTIONS ? 1 / destinations : 0;
  const common = others && share >= COMMON ? 1 : 0;
  const answered =
    server === null
      ? 0
      : (1 - server.share) * rarityOf(server.using, sources) * ((server.association + 1) / 2);
  return STEP * Math.max(rare, alone) + SERVER_STEP * answered - STEP * common;
}

function evidenceOf(client: ClientFacts): Record<string, number> {
  const { sources, using, fingerprints, connections, destinations, server } = client;
  return {
    sources,
    using,
    fingerprints,
    connections,
    destinations,
    ...(server !== null && {
      serverUsing: server.using,
      serverShare: server.share,
      association: server.association,
    }),
    ...(client.randomized && { randomized: 1 }),
    ...(client.listed && { listed: 1 }),
  };
}
