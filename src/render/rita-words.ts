import type { RitaModifier, RitaRow } from "../rita/index.js";
import { spellSeconds, spellShare } from "../text/units.js";

/** Whether a row is one of a beacon: v5 has rows of long connections, strobes and domains, too. */
export function isScored(row: RitaRow): boolean {
  return row.score > 0 || row.timestampScore > 0 || row.dataSizeScore > 0;
}

/**
 * Why RITA ranks a row where it does, in sentences: its severity, its signs with what each is worth, the parts of the beacon
 * score, and what moved the sum.
 */
export function ritaReason(row: RitaRow): string {
  const severity = row.severity === null ? "" : `Severity ${row.severity}.`;
  return [severity, ...signs(row), modifiersInWords(row)].filter((text) => text !== "").join(" ");
}

function signs(row: RitaRow): string[] {
  const { severity, threatScore, longConnectionScore, c2OverDnsScore } = row;
  const worth = (value: number) => (severity === null ? "" : `, worth ${amount(value)}`);
  const beacon = `Beacon score ${row.score.toFixed(3)} (${parts(row)}), mostly every ${spellSeconds(row.topInterval)}`;
  return [
    ...(isScored(row) ? [`${beacon}${worth(threatScore)}.`] : []),
    ...(longConnectionScore > 0
      ? [`Connected for ${spellSeconds(row.totalDuration)}${worth(longConnectionScore)}.`]
      : []),
    ...(row.strobe ? [`A strobe: ${row.count} connections.`] : []),
    ...(c2OverDnsScore > 0
      ? [`${row.subdomains} subdomains queried${worth(c2OverDnsScore)}.`]
      : []),
  ];
}

function parts({ type, ...row }: RitaRow): string {
  const { timestampScore, dataSizeScore, durationScore, histogramScore } = row;
  const scores = [
    ["times", timestampScore],
    // Proxied connections of v4 are scored without their sizes.
    ...(type === "proxy" ? [] : ([["sizes", dataSizeScore]] as const)),
    ["duration", durationScore],
    ["histogram", histogramScore],
  ] as const;
  return scores.map(([name, value]) => `${name} ${value.toFixed(3)}`).join(", ");
}

/** What moved the score, and by how much; empty text where nothing did. */
export function modifiersInWords({ modifiers }: RitaRow): string {
  if (modifiers.length === 0) return "";
  return `Modifiers: ${modifiers.map(inWords).join("; ")}.`;
}

function inWords(modifier: RitaModifier): string {
  const { name, score } = modifier;
  const words = WORDS[name]?.(modifier.value) ?? `${name} ${modifier.value}`;
  return `${words} ${score < 0 ? "−" : "+"}${amount(Math.abs(score))}`;
}

const WORDS: Readonly<Record<string, (value: string) => string>> = {
  rare_signature: (value) => `its source uses "${shortened(value)}" for nothing else`,
  mime_type_mismatch: (value) => `${counted(value, "response")} of another type than named`,
  prevalence: (value) => `${spellShare(Number(value))} of the hosts inside talk to it`,
  first_seen: (value) => `first seen ${value} ago`,
  missing_host_header: (value) => `${counted(value, "request")} without a Host`,
  c2_over_dns_direct_conns: (value) =>
    `those who query it alone connect to its addresses (${counted(value, "host")})`,
};

const LONGEST_VALUE = 80;

function shortened(value: string): string {
  return value.length <= LONGEST_VALUE ? value : `${value.slice(0, LONGEST_VALUE - 1)}…`;
}

function counted(count: string, noun: string): string {
  return `${count} ${noun}${count === "1" ? "" : "s"}`;
}

/** Three decimals at most, none of them idle. */
function amount(value: number): string {
  return String(Number(value.toFixed(3)));
}
