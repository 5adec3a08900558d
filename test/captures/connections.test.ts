import { describe, expect, test } from "vitest";
import type { CapturedConnection } from "../../src/captures/index.js";
import { classic, connectionsOf, read, section } from "./files.js";
import { type Frame, frame, join, type Segment } from "./frames.js";

const CLIENT = "10.0.0.1 50000";
const SERVER = "203.0.113.9 443";

/** What the client sends, and the server. */
const out = (second: number, flags: string, sequence: number, payload: Segment["payload"] = 0) =>
  frame(second, { from: CLIENT, to: SERVER, flags, sequence, payload });
const back = (second: number, flags: string, sequence: number, payload: Segment["payload"] = 0) =>
  frame(second, { from: SERVER, to: CLIENT, flags, sequence, payload });

/** `client bytes server bytes`, with the second of the first packet. */
function summary(connections: readonly CapturedConnection[]): string[] {
  return connections.map(
    ({ time, source, bytesOut, bytesIn }) =>
      `${(time - Date.UTC(2026, 10, 22)) / 1000}: ${source} ${bytesOut} ${bytesIn}`,
  );
}

/** A whole conversation from a second and sequence numbers on. */
function conversation(second: number, client: number, server: number): Frame[] {
  return [
    out(second, "S", client),
    back(second + 0.01, "SA", server),
    out(second + 0.02, "A", client + 1),
    out(second + 0.03, "A", client + 1, 100),
    back(second + 0.04, "A", server + 1, 2000),
    out(second + 0.05, "FA", client + 101),
    back(second + 0.06, "FA", server + 2001),
    out(second + 0.07, "A", client + 102),
  ];
}

describe("bytes of a TCP connection", () => {
  test("neither SYN nor FIN counts, as in Zeek's orig_bytes", () => {
    expect(summary(connectionsOf(conversation(0, 1000, 77)))).toEqual(["0: 10.0.0.1 100 2000"]);
  });

  test("sequence numbers go around", () => {
    const frames = conversation(0, 0xffffffd0, 0xffffffff);
    expect(summary(connectionsOf(frames))).toEqual(["0: 10.0.0.1 100 2000"]);
  });

  test("more than 4 GB is counted on", () => {
    const frames = [out(0, "S", 0), back(0, "SA", 0)];
    const step = 2 ** 29;
    for (let i = 1; i <= 20; i++) frames.push(back(i, "A", (1 + i * step - 1000) % 2 ** 32, 1000));
    expect(summary(connectionsOf(frames))).toEqual([`0: 10.0.0.1 0 ${20 * step}`]);
  });

  test("what was not captured counts, what came twice does not", () => {
    const frames = [
      out(0, "S", 0),
      out(1, "A", 501, 100),
      out(2, "A", 501, 100),
      out(3, "A", 1, 50),
      out(4, "A", 551, 70),
    ];
    expect(summary(connectionsOf(frames))).toEqual(["0: 10.0.0.1 620 0"]);
  });

  test("payload that comes with the SYN counts", () => {
    expect(summary(connectionsOf([out(0, "S", 9, 30)]))).toEqual(["0: 10.0.0.1 30 0"]);
    expect(summary(connectionsOf([out(0, "S", 9, 30), out(1, "A", 40, 5)]))).toEqual([
      "0: 10.0.0.1 35 0",
    ]);
  });

  test("a FIN tells how far the stream went, a RST does not", () => {
    const frames = [out(0, "S", 0), back(0, "SA", 0), back(1, "FA", 5001), out(2, "R", 900_001)];
    expect(summary(connectionsOf(frames))).toEqual(["0: 10.0.0.1 0 5000"]);
  });

  test("a sequence number that no window allows is not believed", () => {
    const frames = [out(0, "S", 0), out(1, "A", 1, 10), out(2, "A", 2 ** 30 + 100, 10)];
    expect(summary(connectionsOf(frames))).toEqual(["0: 10.0.0.1 10 0"]);
  });

  test("a keep-alive, which repeats a byte, is none", () => {
    const frames = [out(0, "S", 0), out(1, "A", 1, 10), out(90, "A", 10, 1), out(180, "A", 10, 1)];
    expect(summary(connectionsOf(frames))).toEqual(["0: 10.0.0.1 10 0"]);
  });
});

describe("who called whom", () => {
  test("the source is who sent the SYN, also when only its answer was captured", () => {
    const frames = [back(0, "SA", 0), out(0.1, "A", 1, 5)];
    expect(summary(connectionsOf(frames))).toEqual(["0: 10.0.0.1 5 0"]);
  });

  test("without either, it is who sent the first payload", () => {
    expect(summary(connectionsOf([back(0, "A", 9, 5), out(1, "A", 1, 3)]))).toEqual([
      "0: 203.0.113.9 5 3",
    ]);
  });

  test("both ends that open at once are one connection, of who was first", () => {
    const frames = [out(0, "S", 5), back(0.01, "S", 9), out(0.02, "SA", 5), back(0.03, "SA", 9)];
    expect(summary(connectionsOf([...frames, out(1, "A", 6, 3)]))).toEqual(["0: 10.0.0.1 3 0"]);
  });

  test("a SYN from the other end after payload is another connection", () => {
    const frames = [out(0, "S", 5), out(1, "A", 6, 3), back(2, "S", 9), back(3, "A", 10, 4)];
    expect(summary(connectionsOf(frames))).toEqual(["0: 10.0.0.1 3 0", "2: 203.0.113.9 4 0"]);
  });

  test("a connection of a port with itself is one", () => {
    const segment = { from: CLIENT, to: CLIENT, payload: 4 };
    const frames = [
      frame(0, { ...segment, flags: "S", payload: 0 }),
      frame(1, { ...segment, sequence: 1 }),
    ];
    expect(summary(connectionsOf(frames))).toEqual(["0: 10.0.0.1 4 0"]);
  });
});

describe("one connection ends and another begins between the same endpoints", () => {
  test("after FINs, with a SYN", () => {
    const frames = [...conversation(0, 1000, 77), ...conversation(1, 5000, 9)];
    expect(summary(connectionsOf(frames))).toEqual([
      "0: 10.0.0.1 100 2000",
      "1: 10.0.0.1 100 2000",
    ]);
  });

  test("with a SYN of another number in the midst of one", () => {
    const frames = [
      out(0, "S", 0),
      out(1, "A", 1, 10),
      out(2, "S", 70_000),
      out(3, "A", 70_001, 7),
    ];
    expect(summary(connectionsOf(frames))).toEqual(["0: 10.0.0.1 10 0", "2: 10.0.0.1 7 0"]);
  });

  test("a SYN that is sent again is no other one, also after a refusal", () => {
    const frames = [
      out(0, "S", 4),
      out(1, "S", 4),
      back(1.1, "RA", 0),
      out(3, "S", 4),
      back(3.1, "SA", 8),
      out(20, "A", 5, 10),
    ];
    expect(summary(connectionsOf(frames))).toEqual(["0: 10.0.0.1 10 0"]);
  });

  test("a SYN with the number of one that has long ended is another one", () => {
    const frames = [...conversation(0, 1000, 77), ...conversation(10, 1000, 99)];
    expect(summary(connectionsOf(frames))).toEqual([
      "0: 10.0.0.1 100 2000",
      "10: 10.0.0.1 100 2000",
    ]);
  });

  test("each refused attempt with a number of its own counts", () => {
    const frames = [0, 10, 20].flatMap((at) => [out(at, "S", 100 + at), back(at + 0.01, "RA", 0)]);
    expect(summary(connectionsOf(frames))).toEqual([0, 10, 20].map((at) => `${at}: 10.0.0.1 0 0`));
  });

  test("an answer may be made anew with another number before anything was sent", () => {
    const frames = [out(0, "S", 4), back(1, "SA", 8), back(2, "SA", 900), back(3, "A", 901, 6)];
    expect(summary(connectionsOf(frames))).toEqual(["0: 10.0.0.1 0 6"]);
  });

  test("an answer with another number later on is another connection's, whose SYN is missing", () => {
    const frames = [...conversation(0, 0, 0), back(9, "SA", 500), out(9.1, "A", 1, 10)];
    expect(summary(connectionsOf(frames))).toEqual(["0: 10.0.0.1 100 2000", "9: 10.0.0.1 10 0"]);
  });

  test("payload after more than five minutes of silence, of the same source as before", () => {
    const frames = [
      out(0, "S", 0),
      out(1, "A", 1, 10),
      back(301, "A", 1, 5),
      back(601.1, "A", 6, 5),
    ];
    expect(summary(connectionsOf(frames))).toEqual(["0: 10.0.0.1 10 5", "601.1: 10.0.0.1 0 5"]);
  });

  test("not with a late FIN, RST or keep-alive", () => {
    const late = [
      out(400, "A", 10, 1),
      out(401, "FA", 11),
      back(402, "R", 1),
      back(403, "A", 1),
      back(404, "RA", 1, 20),
    ];
    const [connection, ...more] = connectionsOf([out(0, "S", 0), out(1, "A", 1, 10), ...late]);
    expect(more).toEqual([]);
    expect(connection).toMatchObject({ bytesOut: 10, duration: 1 });
  });

  test("new payload later than five seconds after the end begins one, other packets do not", () => {
    const frames = [
      ...conversation(0, 0, 0),
      out(4, "A", 101, 0),
      back(50, "R", 2002),
      out(51, "A", 1, 100),
      out(52, "A", 9000, 30),
    ];
    expect(summary(connectionsOf(frames))).toEqual(["0: 10.0.0.1 100 2000", "52: 10.0.0.1 30 0"]);
  });

  test("not while only one end has closed", () => {
    const frames = [out(0, "S", 0), back(1, "SA", 0), out(2, "FA", 1), back(20, "A", 1, 500)];
    expect(summary(connectionsOf(frames))).toEqual(["0: 10.0.0.1 0 500"]);
  });

  test("datagrams after more than a minute of silence", () => {
    const udp = { from: "10.0.0.1 5000", to: "10.0.0.2 53", protocol: "udp", payload: 5 } as const;
    const answer = { ...udp, from: udp.to, to: udp.from, payload: 9 };
    const frames = [frame(0, udp), frame(1, answer), frame(61, answer), frame(121.5, udp)];
    expect(summary(connectionsOf(frames))).toEqual(["0: 10.0.0.1 5 18", "121.5: 10.0.0.1 5 0"]);
  });
});

test("packets that neither open a connection nor carry payload are of none", () => {
  const frames = [out(0, "A", 1), out(1, "FA", 1), back(2, "R", 1), back(3, "R", 1, 10)];
  const { connections, counts } = read(classic(frames));
  expect(connections).toEqual([]);
  expect(counts).toEqual({ packets: 4, other: 4, fragments: 0, short: 0 });
});

test("the same ports in TCP and UDP, or in IPv4 and IPv6, are different connections", () => {
  // The second begin with the bits of the first.
  const one = { from: "10.0.0.1 5", to: "10.0.0.2 6", payload: 3 };
  const two = { from: "a00:1:: 5", to: "a00:2:: 6", payload: 3 };
  const frames = [one, two].flatMap((segment) => [
    frame(0, segment),
    frame(0, { ...segment, protocol: "udp" }),
  ]);
  expect(connectionsOf(frames)).toHaveLength(4);
});

test("clocks that go back neither end a connection nor make its duration negative", () => {
  const frames = [out(500, "S", 0), out(1, "A", 1, 10), out(501, "A", 11, 10)];
  expect(connectionsOf(frames)).toMatchObject([{ bytesOut: 20, duration: 1 }]);
});

test("without any times a connection has none, and all its packets are of it", () => {
  const frames = [...conversation(0, 0, 0), ...conversation(9, 7000, 0)];
  const { connections } = read(section(frames, { kind: "simple" }));
  expect(connections).toMatchObject([
    { time: Number.NaN, duration: Number.NaN, bytesOut: 100, bytesIn: 2000 },
    { time: Number.NaN, packet: 9, bytesOut: 100, bytesIn: 2000 },
  ]);
});

test("a connection's time is the first that any of its packets has", () => {
  const [first, ...others] = conversation(7, 0, 0);
  const capture = join(section([first!], { kind: "simple" }), section(others));
  expect(read(capture).connections).toMatchObject([
    { time: Date.UTC(2026, 10, 22) + 7010, duration: 0.06, bytesOut: 100 },
  ]);
});

test("a late word of a connection that is over is of none, whether the connection is held or not", () => {
  const word = (second: number, flags: string) =>
    frame(second, { from: "10.0.0.1 5000", to: "203.0.113.9 443", flags, sequence: 10 });
  const { connections, counts } = read(classic([word(0, "S"), word(1, "R"), word(60, "R")]));
  expect(connections).toHaveLength(1);
  expect(counts).toMatchObject({ packets: 3, other: 1 });
});
