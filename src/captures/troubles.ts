import type { CaptureReader } from "./capture-reader.js";

/** What a reader of captures should hear of. */
export interface Trouble {
  readonly code: "link-type" | "fragments" | "short-packets" | "crowded-out";
  readonly text: string;
}

/** What of a capture was not read as it should be, in words; damage is told by the reader itself. */
export function troublesOf({ counts, unread, crowdedOut }: CaptureReader): Trouble[] {
  const troubles: Trouble[] = [];
  for (const [type, count] of unread) {
    const text = `${countOf(count, "packet")} of link type ${type}, which is not read; ignored`;
    troubles.push({ code: "link-type", text });
  }
  if (counts.fragments > 0) {
    const what = "of IP datagrams, which are not put together; ignored";
    troubles.push({ code: "fragments", text: `${countOf(counts.fragments, "fragment")} ${what}` });
  }
  if (counts.short > 0) {
    const what = "cut off or damaged before the ports, or of an unknown interface; ignored";
    troubles.push({ code: "short-packets", text: `${countOf(counts.short, "packet")} ${what}` });
  }
  if (crowdedOut > 0) {
    const what = "cut in two, for too many were open at a time";
    troubles.push({ code: "crowded-out", text: `${countOf(crowdedOut, "connection")} ${what}` });
  }
  return troubles;
}

function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
