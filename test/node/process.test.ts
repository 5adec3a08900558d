import { type ChildProcess, execFile, spawn } from "node:child_process";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { InputSummary, Reject, Warning } from "../../src/intake.js";
import { folderOf, HEADER_LINES, zeekHeader, zeekLines, zeekLog } from "./logs.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** A build of its own, so that neither `dist` nor a second run of these tests gets in the way. */
const BUILD = join(ROOT, "node_modules", ".cache", "beaconry-test", `${process.pid}`);
const TSUP = join(ROOT, "node_modules", "tsup", "dist", "cli-default.js");
const MIB = 2 ** 20;

const SCRIPT = `
import { readFiles } from ${JSON.stringify(pathToFileURL(join(BUILD, "node", "index.js")).href)};
const before = process.memoryUsage().rss;
const rejects = [];
const progress = [];
const options = {
  onReject: ({ line, reason }) => rejects.push({ line, reason }),
  onProgress: ({ bytes, totalBytes }) => progress.push([bytes, totalBytes]),
};
try {
  const { input, warnings, offsets } = await readFiles(process.argv.slice(1), options);
  const growth = process.resourceUsage().maxRSS * 1024 - before;
  const result = { input, warnings, pairs: offsets.length - 1, rejects, progress, growth };
  console.log(JSON.stringify(result));
} catch (error) {
  console.log(JSON.stringify({ error: { name: error.name, message: error.message } }));
}`;

interface Result {
  readonly input: InputSummary;
  readonly warnings: readonly Warning[];
  readonly pairs: number;
  readonly rejects: readonly Pick<Reject, "line" | "reason">[];
  /** Bytes and totalBytes. */
  readonly progress: readonly (readonly [number, number])[];
  /** By how much the process grew at most, in bytes. */
  readonly growth: number;
  readonly error?: { readonly name: string; readonly message: string };
}

/** Reads inputs in a new process, whose standard input `feed` writes; without it there is nothing on it. */
async function readApart(
  paths: readonly string[],
  feed: (stdin: NonNullable<ChildProcess["stdin"]>) => unknown = (stdin) => stdin.end(),
  wrap: readonly string[] = [],
): Promise<Result> {
  const node = [process.execPath, "--input-type=module", "-e", SCRIPT, "--", ...paths];
  const [command, ...args] = [...wrap, ...node] as [string, ...string[]];
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  // A process that is done reading may be gone before all is written.
  child.stdin.on("error", () => {});
  const closed = new Promise((resolve) => child.once("close", resolve));
  feed(child.stdin);
  await closed;
  return JSON.parse(output) as Result;
}

beforeAll(async () => {
  await promisify(execFile)(process.execPath, [TSUP, "--outDir", BUILD], { cwd: ROOT });
}, 120_000);

afterAll(() => rmSync(BUILD, { recursive: true, force: true }));

describe("standard input", { timeout: 60_000 }, () => {
  const text = zeekLog("conn", 30_000);
  const all = { files: 1, records: 30_000, accepted: 30_000, rejected: 0, ignored: 0 };

  test.each([
    ["plain", Buffer.from(text)],
    ["gzipped", gzipSync(text)],
    ["with a byte order mark", Buffer.from(`\ufeff${text}`)],
  ])("is read as `-` (%s)", async (_, bytes) => {
    const { input, warnings, pairs, progress } = await readApart(["-"], (stdin) =>
      stdin.end(bytes),
    );
    expect(input).toEqual(all);
    expect(warnings).toEqual([]);
    expect(pairs).toBe(1);
    expect(progress.at(-1)).toEqual([bytes.length, 0]);
  });

  test.each([
    ["plain", Buffer.from(text)],
    ["gzipped", gzipSync(text)],
    ["with a byte order mark", Buffer.from(`\ufeff${text}`)],
  ])("may come in pieces as small as a byte (%s)", async (_, bytes) => {
    const { input } = await readApart(["-"], async (stdin) => {
      for (const [from, to] of [
        [0, 1],
        [1, 2],
        [2, 50],
        [50, bytes.length],
      ]) {
        stdin.write(bytes.subarray(from, to));
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      stdin.end();
    });
    expect(input).toEqual(all);
  });

  test("stands beside files, and counts once however often it is named", async () => {
    const folder = folderOf({ "conn.log": zeekLog("conn", 7), "http.log": zeekLog("http", 7) });
    const { input, warnings, progress } = await readApart(["-", folder, "-"], (stdin) =>
      stdin.end(text),
    );
    expect(input).toEqual({ ...all, files: 3, records: 30_014, accepted: 30_007, ignored: 7 });
    expect(warnings).toEqual([]);
    // How much there is in all cannot be known.
    expect(progress.every(([, total]) => total === 0)).toBe(true);
    const bytes = progress.map(([done]) => done);
    expect(bytes).toEqual(bytes.toSorted((a, b) => a - b));
  });

  test("that is cut-off gzip keeps what was unzipped", async () => {
    const zipped = gzipSync(text);
    const { input, warnings } = await readApart(["-"], (stdin) =>
      stdin.end(zipped.subarray(0, zipped.length / 2)),
    );
    expect(input.accepted).toBeGreaterThan(10_000);
    expect(input.records).toBe(input.accepted + 1);
    expect(warnings.map(({ code }) => code)).toEqual(["rejected", "broken-input"]);
  });

  test.each([
    ["empty", "", "-: empty"],
    ["no log", "hello\nworld\n", "-: not one of the known formats"],
  ])("is an error when it is %s and there is no other input", async (_, content, message) => {
    const { error } = await readApart(["-"], (stdin) => stdin.end(content));
    expect(error?.name).toBe("InputError");
    expect(error?.message).toContain(message);
  });

  test("that is no log does not keep the process waiting for its end", async () => {
    const { input } = await readApart(
      [folderOf({ "conn.log": zeekLog("conn", 3) }), "-"],
      (stdin) => {
        stdin.write("\0".repeat(200_000));
      },
    );
    expect(input.accepted).toBe(3);
  });
});

describe("a pipe with a name", { timeout: 60_000 }, () => {
  test("is read once, from its beginning", async () => {
    const text = zeekLog("conn", 30_000);
    const shell = ["bash", "-c", '"$@" <(cat)', "bash"];
    const plain = await readApart([], (stdin) => stdin.end(text), shell);
    expect(plain.input.accepted).toBe(30_000);
    const zipped = await readApart([], (stdin) => stdin.end(gzipSync(text)), shell);
    expect(zipped.input.accepted).toBe(30_000);
  });
});

describe("a line of 100 MB among good ones", { timeout: 120_000 }, () => {
  const GOOD = 2000;
  const WIDTH = 100_000_000;
  const csv = ["time,source,destination,port,note"];
  const csvLine = (n: number) => `${1_790_000_000 + n},10.0.0.1,203.0.113.9,443,x`;
  const json = (n: number, note = "") =>
    `{"ts":${1_790_000_000 + n}.5,"uid":"C${n}","id.orig_h":"10.0.0.1","id.resp_h":"203.0.113.9","id.resp_p":443,"conn_state":"SF","note":"${note}`;

  const cases: Record<string, { lines: string[]; header: number; open: string; close: string }> = {
    "Zeek TSV": {
      lines: [...zeekHeader("conn"), ...zeekLines("conn", GOOD)],
      header: HEADER_LINES,
      open: `${zeekLines("conn", 1)[0]}`,
      close: "",
    },
    "Zeek JSON": {
      lines: Array.from({ length: GOOD }, (_, n) => `${json(n)}"}`),
      header: 0,
      open: json(0),
      close: '"}',
    },
    CSV: {
      lines: [...csv, ...Array.from({ length: GOOD }, (_, n) => csvLine(n))],
      header: 1,
      open: csvLine(0),
      close: "",
    },
  };

  /** Half the lines, the long one, the other half; returns the number of the long line. */
  function write(path: string, { lines, header, open, close }: (typeof cases)[string]): number {
    const half = header + GOOD / 2;
    const file = openSync(path, "w");
    writeSync(file, `${lines.slice(0, half).join("\n")}\n${open}`);
    const filler = Buffer.alloc(MIB, "x");
    for (let left = WIDTH; left > 0; left -= MIB) writeSync(file, filler, 0, Math.min(left, MIB));
    writeSync(file, `${close}\n${lines.slice(half).join("\n")}\n`);
    closeSync(file);
    return half + 1;
  }

  test.each(Object.keys(cases))("costs that line alone, and little memory (%s)", async (name) => {
    const folder = folderOf({});
    const path = join(folder, "long.log");
    const line = write(path, cases[name]!);
    const { input, rejects, growth } = await readApart([path]);
    expect(input).toEqual({ files: 1, records: GOOD + 1, accepted: GOOD, rejected: 1, ignored: 0 });
    expect(rejects).toEqual([{ line, reason: expect.stringContaining("too long") }]);
    expect(growth).toBeLessThan(200 * MIB);
  });

  test("costs no more when it comes out of a few gzipped bytes", async () => {
    const text = Buffer.concat([
      Buffer.from(zeekLog("conn", GOOD)),
      Buffer.alloc(WIDTH, "x"),
      Buffer.from(`\n${zeekLines("conn", GOOD, { first: GOOD }).join("\n")}\n`),
    ]);
    const { input, rejects, growth } = await readApart([
      folderOf({ "conn.log.gz": gzipSync(text) }),
    ]);
    expect(input).toMatchObject({ accepted: 2 * GOOD, rejected: 1 });
    expect(rejects).toMatchObject([{ line: HEADER_LINES + GOOD + 1 }]);
    expect(growth).toBeLessThan(200 * MIB);
  });
});
