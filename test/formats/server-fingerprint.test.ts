import { describe, expect, test } from "vitest";
import { csv } from "../../src/formats/csv.js";
import { ecs } from "../../src/formats/ecs.js";
import type { Format } from "../../src/formats/format.js";
import { suricata } from "../../src/formats/suricata.js";
import { zeek } from "../../src/formats/zeek.js";
import { readText } from "../support/read-bytes.js";
import { rowsOf } from "../support/rows.js";

const JA3S = "f4febc55ea12b31ae17cfb7e614afda8";
const lines = (...records: object[]) =>
  records.map((record) => `${JSON.stringify(record)}\n`).join("");

const ssl = {
  ...{ _path: "ssl", ts: 5, uid: "C1", "id.orig_h": "10.0.0.1", "id.resp_h": "203.0.113.9" },
  ...{ "id.resp_p": 443, ja3s: JA3S },
};
const eve = {
  ...{ timestamp: "2026-11-24T03:00:00.000000+0000", flow_id: 1, proto: "TCP" },
  ...{ src_ip: "10.0.0.1", dest_ip: "203.0.113.9", dest_port: 443 },
};
const event = {
  ...{ "@timestamp": "2026-11-24T03:00:00Z", source: { ip: "10.0.0.1" } },
  ...{ destination: { ip: "203.0.113.9", port: 443 } },
};

describe("a server's fingerprint", () => {
  test.each<[string, Format, string]>([
    ["an ssl record of Zeek's", zeek, lines(ssl)],
    [
      "an ssl log of Zeek's",
      zeek,
      `#path\tssl\n#fields\tts\tid.orig_h\tid.resp_h\tid.resp_p\tja3s\n5\t10.0.0.1\t203.0.113.9\t443\t${JA3S}\n`,
    ],
    ["CSV", csv, `time,src,dst,dport,ja3s\n1790000000,10.0.0.1,203.0.113.9,443,${JA3S}\n`],
    [
      "a tls event of Suricata's",
      suricata,
      lines({ ...eve, event_type: "tls", tls: { ja3s: { hash: JA3S } } }),
    ],
    [
      "a tls event, for the flow of the same number",
      suricata,
      lines(
        { ...eve, event_type: "tls", tls: { ja3s: { hash: JA3S } } },
        { ...eve, event_type: "flow" },
      ),
    ],
    ["an event of ECS", ecs, lines({ ...event, tls: { server: { ja3s: JA3S } } })],
    ["a session of Arkime's", ecs, lines({ ...event, tls: { ja3s: [JA3S] } })],
  ])("is read from %s", (_, format, text) => {
    const { table } = readText(format, text);
    expect(table.input.accepted).toBe(1);
    expect(rowsOf(table)[0]).toMatchObject({ serverFingerprint: JA3S, fingerprint: null });
  });
});
