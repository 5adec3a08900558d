import fc from "fast-check";
import { csv } from "../../src/formats/csv.js";
import { qradar } from "../../src/formats/qradar.js";
import { zeek } from "../../src/formats/zeek.js";
import { formatLaws } from "../support/format-laws.js";

const address = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("10.0.0.1", "10.0.0.2", "203.0.113.9", "0.0.0.0") },
  { weight: 2, arbitrary: fc.ipV4() },
  { weight: 2, arbitrary: fc.constantFrom("2001:db8::1", "2001:DB8:0:0:0:0:0:1", "fe80::1") },
);
const port = fc.constantFrom(0, 53, 80, 443, 8443, 65535);
const amount = fc.oneof(fc.nat(), fc.constantFrom(0, 1e15, 123456789012));
const seconds = fc
  .tuple(fc.integer({ min: 0, max: 1_999_999_999 }), fc.integer({ min: 0, max: 999_999 }))
  .map(([whole, micros]) => `${whole}.${String(micros).padStart(6, "0")}`);
const millis = fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 });
const protocol = fc.constantFrom("tcp", "udp", "TCP");
const host = fc.constantFrom("-", "a.example", "B.Example.", "cdn.example:8080", "(empty)");
const json = (value: string) => JSON.stringify(value);

formatLaws({
  name: "zeek TSV",
  format: zeek,
  head: "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\thttp\n#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\thost\trequest_body_len\tresponse_body_len\ttags\n",
  record: fc
    .tuple(seconds, address, address, port, protocol, host, fc.option(amount), fc.option(amount))
    .map(([ts, from, to, p, proto, name, out, back]) =>
      [ts, "CuId", from, 1234, to, p, proto, name, out ?? "-", back ?? "-", "(empty)"].join("\t"),
    ),
  separator: "\n",
  tail: "\n",
});

formatLaws({
  name: "zeek conn TSV",
  format: zeek,
  head: "#separator \\x09\n#unset_field\t-\n#path\tconn\n#fields\tts\tuid\tid.orig_h\tid.resp_h\tid.resp_p\tproto\torig_bytes\tresp_bytes\thistory\ttags\n",
  record: fc
    .tuple(seconds, address, address, port, protocol, fc.option(amount), fc.option(amount))
    .map(([ts, from, to, p, proto, out, back]) =>
      [ts, "CuId", from, to, p, proto, out ?? "-", back ?? "-", "Sh", "-"].join("\t"),
    ),
  separator: "\n",
  tail: "\n",
});

formatLaws({
  name: "zeek JSON",
  format: zeek,
  head: "",
  record: fc
    .tuple(seconds, address, address, port, protocol, fc.option(amount), fc.boolean(), fc.boolean())
    .map(([ts, from, to, p, proto, out, dotted, iso]) => {
      const dot = dotted ? "." : "_";
      const time = iso
        ? json(new Date(Math.floor(Number(ts)) * 1000).toISOString())
        : ts.replace(/^0+(?=\d)/, "");
      const bytes = out === null ? "" : `,"orig_bytes":${out}`;
      return `{"_path":"conn","ts":${time},"uid":"C","id${dot}orig_h":${json(from)},"id${dot}resp_h":${json(to)},"id${dot}resp_p":${p},"proto":${json(proto)}${bytes},"tags":["a","b"]}`;
    }),
  separator: "\n",
  tail: "\n",
});

const qradarRecord = fc
  .tuple(
    ...[millis, address, address, port, fc.option(amount), fc.constantFrom("L2R", "R2R", null)],
    ...[fc.constantFrom(1, 2, 17), fc.constantFrom("starttime", "startTime")],
  )
  .map(([time, from, to, p, out, direction, events, name]) =>
    JSON.stringify({
      [name as string]: time,
      sourceip: from,
      destinationIP: to,
      destinationport: p,
      eventdirection: direction,
      bytesout: out,
      eventcount: events,
      devicetime: (time as number) - 1000,
      logsourceid: 63,
      username: null,
      rules: ["x", { y: 1 }],
    }),
  );
const qradarCase = { format: qradar, record: qradarRecord };

formatLaws({ ...qradarCase, name: "qradar NDJSON", head: "", separator: "\n", tail: "\n" });
formatLaws({
  ...qradarCase,
  name: "qradar events",
  head: '{"events":[',
  separator: ",",
  tail: "]}",
});
formatLaws({ ...qradarCase, name: "qradar array", head: "[\n", separator: ",\n", tail: "\n]\n" });

formatLaws({
  name: "csv",
  format: csv,
  head: "time,src,dst,dport,bytes_out,bytes_in,host,note\r\n",
  record: fc
    .tuple(
      ...[millis, address, fc.oneof(address, fc.constant("cdn.example")), port],
      ...[fc.option(amount), fc.constantFrom("", "-", "12"), host],
      fc.constantFrom("", "plain", '"quoted, text"', '"two ""quotes"""', '"line\nbreak"'),
    )
    .map(([time, from, to, p, out, back, name, note]) =>
      [time, from, to, p, out ?? "N/A", back, name, note].join(","),
    ),
  separator: "\r\n",
  tail: "\r\n",
});
