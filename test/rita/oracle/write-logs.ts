import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConnLine, DnsLine, HourLogs, HttpLine, SslLine } from "./logs.js";

type Value = string | number | readonly string[];
type Fields = Readonly<Record<string, Value>>;

/** Calls `use` with a folder of these logs, with the names that Zeek gives them, and removes it. */
export async function withLogs<T>(
  imports: readonly HourLogs[],
  format: "tsv" | "json",
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "beaconry-oracle-"));
  try {
    for (const { day, hour, closed, open, dns } of imports) {
      mkdirSync(join(folder, day), { recursive: true });
      const write = (kind: string, lines: readonly Fields[]) => {
        if (lines.length === 0) return;
        const hours = `${two(hour)}:00:00-${two((hour + 1) % 24)}:00:00`;
        const text = format === "json" ? jsonOf(lines) : tsvOf(lines);
        writeFileSync(join(folder, day, `${kind}.${hours}.log`), text);
      };
      write("conn", closed.conn.map(connFields));
      write("http", closed.http.map(httpFields));
      write("ssl", closed.ssl.map(sslFields));
      write("open_conn", open.conn.map(connFields));
      write("open_http", open.http.map(httpFields));
      write("open_ssl", open.ssl.map(sslFields));
      write("dns", dns.map(dnsFields));
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function connFields(line: ConnLine): Fields {
  return {
    ...endsOf(line, line.port),
    ...{ proto: line.protocol, service: line.service, duration: line.duration },
    ...{ orig_ip_bytes: line.sent, resp_ip_bytes: line.received },
  };
}

function httpFields(line: HttpLine): Fields {
  const { method, host, uri, userAgent, types } = line;
  const resp_mime_types = types === "" ? [] : types.split(",");
  return { ...endsOf(line, line.port), method, host, uri, user_agent: userAgent, resp_mime_types };
}

function sslFields(line: SslLine): Fields {
  return { ...endsOf(line, line.port), server_name: line.serverName, ja3: line.ja3 };
}

function dnsFields(line: DnsLine): Fields {
  const { query, type, answers } = line;
  return { ...endsOf(line, 53), query, qtype_name: type, answers };
}

function endsOf(line: DnsLine | ConnLine | HttpLine | SslLine, port: number): Fields {
  const { time, uid, source, destination } = line;
  const ends = { "id.orig_h": source, "id.orig_p": 50_000, "id.resp_h": destination };
  return { ts: time, uid, ...ends, "id.resp_p": port };
}

function jsonOf(lines: readonly Fields[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

function tsvOf(lines: readonly Fields[]): string {
  const names = Object.keys(lines[0] as Fields);
  const header = ["#separator \\x09", "#set_separator\t,", "#empty_field\t(empty)"];
  header.push("#unset_field\t-", `#fields\t${names.join("\t")}`);
  const rows = lines.map((line) => names.map((name) => textOf(name, line[name] ?? "")).join("\t"));
  return [...header, ...rows].map((row) => `${row}\n`).join("");
}

function textOf(name: string, value: Value): string {
  if (name === "ts") return (value as number).toFixed(6);
  const text = Array.isArray(value) ? value.join(",") : String(value);
  return text === "" ? "-" : text;
}

function two(hour: number): string {
  return String(hour).padStart(2, "0");
}
