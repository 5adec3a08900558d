import { describe, expect, test } from "vitest";
import { ritaAge } from "../../src/render/rita-age.js";
import { RITA_V4_COLUMNS, ritaV4Csv, ritaV5Csv } from "../../src/render/rita-csv.js";
import { goNumber, goSixDigits } from "../../src/render/rita-number.js";
import { ritaReason } from "../../src/render/rita-words.js";
import type { RitaRow } from "../../src/rita/index.js";

const ROW: RitaRow = {
  ...{ type: "ip", source: "10.0.0.1", destination: "203.0.113.9", fqdn: null, count: 100 },
  ...{ openCount: 0, proxyCount: 0, uniqueTimestamps: 100, totalBytes: 24_335_500 },
  ...{ totalDuration: 10_800, missingHostCount: 0, serverIps: [], proxyIps: [] },
  ...{ services: ["80:tcp:http", "443:tcp:"], score: 0.75, timestampScore: 0.987 },
  ...{ dataSizeScore: 0.5, durationScore: 1, histogramScore: 0.513, topInterval: 60 },
  ...{ threatScore: 0.45, longConnectionScore: 0.333, strobe: false, c2OverDnsScore: 0 },
  ...{ subdomains: 0, prevalence: 1 / 3, firstSeen: 0, lastSeen: 90_000, modifiers: [] },
  ...{ finalScore: 0.45, severity: "Medium" },
};

const v5 = (row: Partial<RitaRow>, present = 90_000) =>
  [...ritaV5Csv([{ ...ROW, ...row }], present)][1];

describe("a number as Go's %v writes it", () => {
  test.each([
    [0, "0"],
    [1, "1"],
    [-0.15, "-0.15"],
    [10, "10"],
    [100_000, "100000"],
    [999_999.5, "999999.5"],
    [1_000_000, "1e+06"],
    [1_036_800.25, "1.03680025e+06"],
    [0.0001, "0.0001"],
    [0.00001234, "1.234e-05"],
    [1 / 3, "0.3333333333333333"],
    [1e21, "1e+21"],
    [1.5e-100, "1.5e-100"],
  ])("of %d is %s", (value, text) => {
    expect(goNumber(value)).toBe(text);
    expect(Number(goNumber(value))).toBe(value);
  });

  test("and with six digits it is cut to those, without idle zeros", () => {
    const texts = [0, 0.5, 62_621.5428, 300, 1_234_567, 999_999.5, 0.000012345678].map(goSixDigits);
    expect(texts).toEqual([
      ...["0", "0.5", "62621.5", "300", "1.23457e+06", "1e+06", "1.23457e-05"],
    ]);
  });
});

test("an age is in the largest whole unit, years of 365 days and months of 30", () => {
  const [minute, hour, day] = [60, 3600, 86_400];
  const seconds = [0, -5, 59, minute, 59 * minute, hour, 2 * hour - 1, day, 29 * day, 30 * day];
  expect([...seconds, 364 * day, 365 * day, 800 * day].map(ritaAge)).toEqual([
    ...["0 minutes ago", "0 minutes ago", "0 minutes ago", "1 minute ago", "59 minutes ago"],
    ...["1 hour ago", "1 hour ago", "1 day ago", "29 days ago", "1 month ago"],
    ...["12 months ago", "1 year ago", "2 years ago"],
  ]);
});

describe("a row in v5's CSV", () => {
  test("has `::` for addresses that there are none of, and quotes around its last two columns", () => {
    expect(v5({})).toBe(
      'Medium,10.0.0.1,203.0.113.9,,0.75,false,10800,0.333,0,0,false,0.3333333333333333,1 day ago,false,100,24335500,"80:tcp:http,443:tcp:",""\n',
    );
    expect(v5({ source: null, destination: null, fqdn: "c2.example", strobe: true })).toMatch(
      /^Medium,::,::,c2\.example,0\.75,true,/,
    );
  });

  test("names signatures and mismatches among the modifiers, and no others", () => {
    const modifier = (name: string, value: string) => ({ name, value, score: 0.1 });
    const modifiers = [
      modifier("rare_signature", "curl/8"),
      modifier("mime_type_mismatch", "7"),
      modifier("prevalence", "0.01"),
      modifier("missing_host_header", "3"),
    ];
    const row = v5({ modifiers, missingHostCount: 3 });
    expect(row).toMatch(/,"rare_signature:curl\/8,mime_type_mismatch:7"\n$/);
    expect(row).toContain(",1 day ago,true,100,");
  });

  test("escapes only what would leave its cell", () => {
    const modifiers = [{ name: "rare_signature", value: 'say "hi"\n', score: 0 }];
    const row = v5({ fqdn: "-a,b", services: ["=1+1:tcp:"], modifiers });
    expect(row).toContain(`,"'-a,b",0.75,`);
    expect(row).toMatch(/,"'=1\+1:tcp:","rare_signature:say ""hi""\\u000a"\n$/);
  });
});

test("v4's CSV has the beacons of one kind, without strobes", () => {
  const rows = [ROW, { ...ROW, strobe: true }, { ...ROW, type: "sni" as const, fqdn: "a.example" }];
  expect([...ritaV4Csv(rows, "ip")]).toEqual([
    `${RITA_V4_COLUMNS.ip.join(",")}\n`,
    "0.75,10.0.0.1,203.0.113.9,100,243355,24335500,0.987,0.5,1,0.513,60\n",
  ]);
  expect([...ritaV4Csv(rows, "proxy")]).toHaveLength(1);
});

test("the reason for a row names its signs, the parts of its score, and its modifiers", () => {
  const modifiers = [
    { name: "prevalence", value: "0.015", score: 0.15 },
    { name: "first_seen", value: "40.0 days", score: -0.15 },
    { name: "missing_host_header", value: "1", score: 0.1 },
    { name: "mime_type_mismatch", value: "2", score: 0.15 },
    { name: "c2_over_dns_direct_conns", value: "2", score: 0.15 },
    { name: "of_tomorrow", value: "x", score: 0 },
  ];
  expect(ritaReason({ ...ROW, modifiers })).toBe(
    "Severity Medium. Beacon score 0.750 (times 0.987, sizes 0.500, duration 1.000, histogram 0.513), mostly every 60 s, worth 0.45. Connected for 3 h, worth 0.333. Modifiers: 1.5 % of the hosts inside talk to it +0.15; first seen 40.0 days ago −0.15; 1 request without a Host +0.1; 2 responses of another type than named +0.15; those who query it alone connect to its addresses (2 hosts) +0.15; of_tomorrow x +0.",
  );
  const none = { score: 0, timestampScore: 0, dataSizeScore: 0, longConnectionScore: 0 };
  expect(ritaReason({ ...ROW, ...none, strobe: true, count: 90_000, severity: "High" })).toBe(
    "Severity High. A strobe: 90000 connections.",
  );
  expect(ritaReason({ ...ROW, ...none, c2OverDnsScore: 0.2, subdomains: 100 })).toBe(
    "Severity Medium. 100 subdomains queried, worth 0.2.",
  );
  expect(ritaReason({ ...ROW, type: "proxy", longConnectionScore: 0, severity: null })).toBe(
    "Beacon score 0.750 (times 0.987, duration 1.000, histogram 0.513), mostly every 60 s.",
  );
});
