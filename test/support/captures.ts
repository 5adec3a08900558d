import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";
import type { Connection } from "../../src/connection.js";

// Just enough to put labelled captures before the scorers while no format reads them.

/** The first packet of each TCP connection and UDP exchange in a classic little-endian capture of Ethernet and IPv4. */
export function connectionsOfPcap(path: string): Connection[] {
  const bytes = readFileSync(path);
  const connections: Connection[] = [];
  const known = new Set<string>();
  for (let at = 24; at + 16 <= bytes.length; ) {
    const time = bytes.readUInt32LE(at) * 1000 + bytes.readUInt32LE(at + 4) / 1000;
    const length = bytes.readUInt32LE(at + 8);
    const packet = bytes.subarray(at + 16, at + 16 + length);
    at += 16 + length;
    if (packet.readUInt16BE(12) !== 0x0800) continue;
    const ip = packet.subarray(14);
    const segment = ip.subarray((ip[0]! & 15) * 4);
    const [protocol, flags] = [ip[9], segment[13] ?? 0];
    const address = (from: number) => Array.from(ip.subarray(from, from + 4)).join(".");
    const [source, destination] = [address(12), address(16)];
    const [sourcePort, port] = [segment.readUInt16BE(0), segment.readUInt16BE(2)];
    const key = `${source} ${sourcePort} ${destination} ${port}`;
    const begins = protocol === 6 ? (flags & 18) === 2 : protocol === 17 && !known.has(key);
    if (!begins || known.has(key)) continue;
    known.add(key).add(`${destination} ${port} ${source} ${sourcePort}`);
    connections.push({ time, source, destination, port });
  }
  return connections;
}

/** Sysmon's event 3 from a zip file of JSON lines. */
export function connectionsOfSysmon(path: string): Connection[] {
  return firstFileOf(path)
    .split("\n")
    .filter((line) => line.includes('"EventID":3,'))
    .map((line) => JSON.parse(line) as Record<string, string>)
    .map((event) => ({
      time: Date.parse(`${event.UtcTime!.replace(" ", "T")}Z`),
      source: event.SourceIp!,
      destination: event.DestinationIp!,
      port: Number(event.DestinationPort),
    }));
}

function firstFileOf(path: string): string {
  const bytes = readFileSync(path);
  const directory = bytes.readUInt32LE(bytes.lastIndexOf("PK\u0005\u0006") + 16);
  const size = bytes.readUInt32LE(directory + 20);
  const header = bytes.readUInt32LE(directory + 42);
  const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
  return inflateRawSync(bytes.subarray(start, start + size)).toString("utf8");
}
