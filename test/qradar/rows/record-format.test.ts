import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readResultRows } from "../../../src/qradar/rows/read-result-rows.js";
import { improvedRows } from "../checks/random-rows.js";

const EVENT = "src=10.1.2.3\tdst=203.0.113.9\tdstPort=443\tdevTime=1791500000000";
const ECS = {
  "@timestamp": "2026-11-23T08:00:00.000Z",
  ecs: { version: "8.0.0" },
  source: { ip: "10.1.2.3", port: 5000 },
  destination: { ip: "203.0.113.9", port: 443 },
};
const SURICATA = {
  timestamp: "2026-11-23T08:00:00.000000+0000",
  event_type: "flow",
  ...{ src_ip: "10.1.2.3", dest_ip: "203.0.113.9", dest_port: 443 },
};
const ZEEK = { ts: 1791500000, "id.orig_h": "10.1.2.3", "id.resp_h": "203.0.113.9" };
const PCAP = new Uint8Array(64);
PCAP.set([0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0]);
PCAP[20] = 1;
const SYSMON =
  "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Sysmon'/><EventID>3</EventID></System><EventData><Data Name='SourceIp'>10.1.2.3</Data></EventData></Event>\n";

describe("a log of single records is told to be one, with its format", () => {
  test.each([
    ["zeek", "#separator \\x09\n#fields\tts\n"],
    ["zeek", `${JSON.stringify(ZEEK)}\n`],
    ["leef", `LEEF:1.0|A|B|1|C|${EVENT}\n`],
    ["leef", `<13>Nov 23 08:00:00 fw LEEF:1.0|A|B|1|C|${EVENT}\n`],
    ["cef", "CEF:0|A|B|1|C|D|5|src=10.1.2.3 dst=203.0.113.9 dpt=443 rt=1791500000000\n"],
    ["ecs", `${JSON.stringify(ECS)}\n`],
    ["suricata", `${JSON.stringify(SURICATA)}\n`],
    ["sysmon", SYSMON],
    ["pcap", PCAP],
  ])("%s", (format, text) => {
    expect(() => readResultRows("a.log", text)).toThrow(
      `a.log: holds single records (${format}), not the query's rows; beaconry score reads those, and reference answers the query on them`,
    );
  });

  test("and a table of connections, too", () => {
    const csv = "time,source,destination,port\n1790000000,10.0.0.1,203.0.113.9,443\n";
    expect(() => readResultRows("a.csv", csv)).toThrow(/holds single events/);
  });
});

test("rows beside names that records have are rows", () => {
  const rows = improvedRows({ seed: 1, rows: 3, arithmetic: "double" });
  const text = JSON.stringify({ ...SURICATA, ...ECS, ...ZEEK, events: rows });
  expect(readResultRows("rows.json", text).rows).toHaveLength(rows.length);
});

test.each([
  ["a.txt", "Read me first.\n", /no column for FirstSeen/],
  ["a.xml", "<a/>", /XML \(or HTML\)/],
  ["a.bin", "a\u0000b", /no text/],
  ["rows.csv", "FirstSeen,LastSeen,sourceip,destinationip,destinationport\n", /no column for Req/],
])("what is no record of a known format keeps its reason: %s", (file, text, reason) => {
  expect(() => readResultRows(file, text)).toThrow(reason);
});

test("the example log of Zeek's is told to be one", () => {
  const log = readFileSync(new URL("../../../examples/data/conn.log", import.meta.url));
  expect(() => readResultRows("conn.log", log)).toThrow(/single records \(zeek\)/);
});
