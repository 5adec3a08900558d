import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pcap } from "../../src/formats/pcap.js";
import { pairCount, pairOf } from "../../src/pairs.js";
import { describeData } from "../support/data.js";
import { readChunks } from "../support/read-bytes.js";

describeData("captures of real traffic", (folder) => {
  const readAll = (name: string) => {
    const directory = join(folder, "traffic", name);
    const file = readdirSync(directory).find((one) => one.endsWith(".pcap"))!;
    return readChunks(pcap, [readFileSync(join(directory, file))]).table;
  };

  test("QuasarRAT calls home 77 times, and its host asks the resolver 26 times", () => {
    const table = readAll("corelight-quasarrat");
    const counts = Array.from({ length: pairCount(table) }, (_, i) => pairOf(table, i));
    const count = (destination: string, port: number) =>
      counts.find((pair) => pair.destination === destination && pair.port === port);
    const beacon = count("86.136.67.231", 1337)!;
    expect(beacon).toMatchObject({ source: "192.168.100.7", count: 77 });
    expect((beacon.times[76]! - beacon.times[0]!) / 1000).toBeCloseTo(270.5795, 4);
    expect(count("192.168.100.2", 53)).toMatchObject({ source: "192.168.100.7", count: 26 });
    expect(table.warnings).toEqual([]);
  });

  test("a connection of almost two hours is one", () => {
    const table = readAll("corelight-long-connections");
    expect(table.input).toMatchObject({ records: 1, accepted: 1 });
    expect(pairOf(table, 0)).toMatchObject({ destination: "192.168.2.21", port: 1234 });
    expect(table.optional.duration![0]).toBeCloseTo(6805.775, 3);
  });
});
