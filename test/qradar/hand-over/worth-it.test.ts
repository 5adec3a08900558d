import { describe, expect, test } from "vitest";
import type { HandedFinding } from "../../../src/qradar/hand-over/handed-finding.js";
import { leftOutWarning, worthIt } from "../../../src/qradar/hand-over/worth-it.js";
import { DEFAULT_FAMILIES } from "../../../src/qradar/rescore/index.js";
import { score } from "../../../src/scoring/index.js";
import { finding, START } from "./findings.js";

const alike = (id: string, count: number) => ({ id, value: 0.4, evidence: { alike: count } });
const usual = (number: number, changes: Partial<HandedFinding> = {}) =>
  finding({ destination: `192.0.2.${number}`, family: "cloud-backup", ...changes });
const messageOf = (leftOut: readonly HandedFinding[]) => leftOutWarning(leftOut)[0]?.message ?? "";

describe("findings worth handing over", () => {
  const own = finding({ score: 0.6 });

  test("are those from medium on, in their order", () => {
    const weak = finding({ score: 0.49 });
    const other = finding({ score: 0.5, source: "10.0.0.2" });
    expect(worthIt([own, weak, other])).toEqual({ handed: [own, other], leftOut: [] });
    expect(worthIt([own, weak, other], { minScore: 0.55 }).handed).toEqual([own]);
    expect(worthIt([own, weak], { minScore: 0 }).handed).toEqual([own, weak]);
  });

  test("fit no family of usual false alarms", () => {
    expect(worthIt([usual(1), own])).toEqual({ handed: [own], leftOut: [usual(1)] });
    expect(worthIt([finding({ family: null })]).leftOut).toEqual([]);
  });

  test.each(["prevalence", "alike-sources"])(
    "keep no schedule of a fleet, as %s counts it",
    (id) => {
      const of = (count: number) => finding({ port: count, scores: [alike(id, count)] });
      const { handed, leftOut } = worthIt([of(4), of(5)]);
      expect(handed).toEqual([of(4)]);
      expect(leftOut).toEqual([of(5)]);
    },
  );

  test("are those that other evidence makes critical, whatever they look like", () => {
    const spread = finding({ scores: [alike("prevalence", 9)], level: "critical", score: 0.95 });
    expect(worthIt([spread, usual(1, { level: "critical" })]).leftOut).toEqual([]);
  });

  test("go to no destination and port of a fleet, be they the best or below the score themselves", () => {
    const place = { destination: "192.0.2.7", port: 8443 };
    const agent = finding({ ...place, scores: [alike("prevalence", 9)], score: 0.4 });
    const beside = finding({
      ...place,
      scores: [alike("prevalence", 3)],
      score: 0.8,
      level: "high",
    });
    const otherPort = finding({ ...place, port: 443 });
    expect(worthIt([beside, otherPort, agent])).toEqual({ handed: [otherPort], leftOut: [beside] });
    expect(messageOf([beside])).toContain("192.0.2.7 (high 0.80, goes where a fleet goes)");
  });

  test("may be alike by what another scorer means by that", () => {
    expect(worthIt([finding({ scores: [alike("mine", 50)] })]).leftOut).toEqual([]);
  });

  test("are as few as the family of endpoint agents has them", () => {
    const shape = DEFAULT_FAMILIES.find(({ id }) => id === "endpoint-agent-shape");
    const of = (count = 0) => finding({ port: count, scores: [alike("prevalence", count)] });
    const least = shape?.leastSources ?? 0;
    expect(worthIt([of(least - 1), of(least)]).leftOut).toEqual([of(least)]);
  });

  test("are all of the score where all are asked for", () => {
    const agent = finding({ scores: [alike("prevalence", 9)] });
    const low = usual(2, { score: 0.4 });
    expect(worthIt([usual(1), agent, low], { all: true })).toEqual({
      handed: [usual(1), agent],
      leftOut: [],
    });
  });

  test("are an implant, and not the agents beside it", () => {
    const clock = (source: string, destination: string, off: number) =>
      Array.from({ length: 200 }, (_, i) => ({
        ...{ source, destination, port: 443 },
        time: START + off + i * 300_000,
      }));
    const agents = Array.from({ length: 7 }, (_, i) => clock(`10.0.0.${i}`, "192.0.2.1", i * 1000));
    const implant = clock("10.0.0.3", "203.0.113.9", 500);
    const others = Array.from({ length: 20 }, (_, i) =>
      clock(`10.0.1.${i}`, `198.51.100.${i}`, i * 1000).slice(0, 5),
    );
    const { findings } = score([...agents.flat(), ...implant, ...others.flat()]);
    const { handed, leftOut } = worthIt(findings);
    expect(handed.map(({ destination }) => destination)).toEqual(["203.0.113.9"]);
    expect(leftOut).toHaveLength(7);
    expect(messageOf(leftOut)).toMatch(
      /: 192\.0\.2\.1 \(\w+ 0\.\d\d, 7 sources keep its interval\);/,
    );
  });
});

describe("the warning of what is left out", () => {
  const medium = { level: "medium", score: 0.6 } as const;

  test("is none where nothing is", () => {
    expect(leftOutWarning([])).toEqual([]);
  });

  test("tells how many, which destinations, why, and how to have them", () => {
    const fleet = { scores: [alike("prevalence", 9)], family: null, destination: "192.0.2.9" };
    const leftOut = [usual(1, medium), usual(1, medium), finding({ ...medium, ...fleet })];
    expect(leftOutWarning(leftOut)).toEqual([
      {
        code: "hand-over-left-out",
        message:
          "3 findings are not handed over, as usual false alarms or managed agents: 192.0.2.1 (medium 0.60, fits cloud-backup), 192.0.2.9 (medium 0.60, 9 sources keep its interval); --hand-over-all takes all",
      },
    ]);
  });

  test("names three destinations, and counts the others", () => {
    const leftOut = [1, 2, 3, 4, 5].map((number) => usual(number, medium));
    expect(messageOf(leftOut)).toContain("192.0.2.3 (medium 0.60, fits cloud-backup), and 2 more");
    expect(messageOf(leftOut.slice(1))).toContain(", and 1 more destination; ");
  });

  test("names all that events show to keep a schedule, within reason", () => {
    const high = Array.from({ length: 30 }, (_, i) => usual(i));
    expect(messageOf([...high.slice(0, 8), usual(99, medium)])).toMatch(/\.7 \(.*, and 1 more/);
    expect(messageOf(high)).toMatch(/\.19 \(.*, and 10 more destinations/);
  });

  test("is short whatever names there are", () => {
    const long = usual(1, { destination: "a".repeat(5000), family: "f\u001b".repeat(5000) });
    const message = messageOf([long]);
    expect(message.length).toBeLessThan(500);
    expect(message).not.toContain("\u001b");
  });
});
