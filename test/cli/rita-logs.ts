import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { type LogRecipe, zeekLogOf } from "../rita/zeek-logs.js";

/** A folder with logs, by path within it; gone when the tests of the file are over. */
export function logFolder(logs: Readonly<Record<string, LogRecipe | string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "beaconry-rita-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, recipe] of Object.entries(logs)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    const log = typeof recipe === "string" ? recipe : zeekLogOf(name.replace(/^.*\//, ""), recipe);
    writeFileSync(path, log);
  }
  return folder;
}

const DAY = "2026-11-23";
const JA3 = "0123456789abcdef0123456789abcdef";

/**
 * Six hours in hourly files, of four hosts inside: 10.0.0.5 calls c2.example at 203.0.113.9 every 60 s, 10.0.0.7 calls
 * relay.example through the proxy 10.0.0.99 every 300 s, and 10.0.0.6 holds one connection for six hours.
 */
export function ritaDay(): Record<string, LogRecipe> {
  const logs: Record<string, LogRecipe> = {};
  for (let hour = 0; hour < 6; hour++) {
    const at = `${DAY}T0${hour}:00:00Z`;
    const beacon = { at, repeat: 60, every: 60, first: hour * 60 };
    const proxied = {
      ...{ at, repeat: 12, every: 300, first: 1000 + hour * 12 },
      line: { "id.orig_h": "10.0.0.7", "id.resp_h": "10.0.0.99", "id.resp_p": 3128 },
    };
    const long = {
      at,
      line: {
        ...{ uid: "L", "id.orig_h": "10.0.0.6", "id.resp_h": "198.51.100.7" },
        ...{ "id.resp_p": 22, duration: 21_600, service: "ssh" },
      },
    };
    const name = `${DAY}/{}.0${hour}:00:00-0${hour + 1}:00:00.log`;
    const request = { method: "CONNECT", host: "relay.example:443", user_agent: "curl/8" };
    logs[name.replace("{}", "conn")] = [
      { ...beacon, line: { service: "ssl" } },
      { ...proxied, line: { ...proxied.line, service: "http" } },
      ...(hour === 0 ? [long] : []),
    ];
    logs[name.replace("{}", "ssl")] = [
      { ...beacon, line: { server_name: "c2.example", ja3: JA3 } },
    ];
    logs[name.replace("{}", "http")] = [{ ...proxied, line: { ...proxied.line, ...request } }];
  }
  return logs;
}
