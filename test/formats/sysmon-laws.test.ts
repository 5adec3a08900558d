import fc from "fast-check";
import { sysmon } from "../../src/formats/sysmon.js";
import { formatLaws } from "../support/format-laws.js";
import { line, windows, xml } from "./sysmon-events.js";

const address = fc.oneof(fc.ipV4(), fc.constantFrom("2001:db8::1", "fe80::1"));
const data = fc
  .record({
    time: fc.integer({ min: 1_000_000_000_000, max: 2_000_000_000_000 }),
    source: address,
    destination: address,
    port: fc.integer({ min: 0, max: 65535 }),
    host: fc.constantFrom("-", "a.example", "b.example"),
    image: fc.constantFrom("C:\\a b.exe", "/usr/bin/curl", "a &amp; b", "&lt;Event&gt;"),
  })
  .map(({ time, source, destination, port, host, image }) => ({
    UtcTime: new Date(time).toISOString().slice(0, -1).replace("T", " "),
    Image: image,
    Protocol: "tcp",
    SourceIp: source,
    DestinationIp: destination,
    DestinationHostname: host,
    DestinationPort: String(port),
  }));
const id = fc.constantFrom(3, 3, 3, 1, 22);
const LAWS = { format: sysmon, separator: "\n", tail: "\n" } as const;

formatLaws({
  ...LAWS,
  name: "Sysmon in syslog",
  head: "",
  record: fc.tuple(data, id).map(([one, which]) => line(xml(one, which))),
});

formatLaws({
  ...LAWS,
  name: "Sysmon as XML",
  head: "<Events>",
  record: fc.tuple(data, id).map(([one, which]) => windows(one, which)),
  separator: "",
  tail: "</Events>",
});

formatLaws({
  ...LAWS,
  name: "Sysmon as JSON",
  head: "",
  record: data.map((one) => JSON.stringify({ EventID: 3, SourceName: "x", ...one })),
});

formatLaws({
  ...LAWS,
  name: "Sysmon from Winlogbeat",
  head: "[",
  record: fc.tuple(data, id).map(([one, which]) =>
    JSON.stringify({
      "@timestamp": "2026-11-24T03:00:09.000Z",
      winlog: { provider_name: "Microsoft-Windows-Sysmon", event_id: which, event_data: one },
    }),
  ),
  separator: ",",
  tail: "]",
});
