import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { build } from "tsup";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cli, temporaryFolder } from "../support/cli.js";

const LOG = "examples/data/conn.log";
const folder = temporaryFolder();
let built: string;

// Below node_modules, so that dependencies are found and the clone stays clean; not dist, which may be older than the source.
beforeAll(async () => {
  const cache = join("node_modules", ".cache");
  mkdirSync(cache, { recursive: true });
  built = mkdtempSync(join(cache, "beaconry-"));
  await build({
    config: false,
    entry: ["src/**/*.ts"],
    outDir: join(built, "dist"),
    bundle: false,
    format: "esm",
    target: "es2022",
    silent: true,
  });
  writeFileSync(join(built, "package.json"), readFileSync("package.json"));
});
afterAll(() => {
  rmSync(built, { recursive: true, force: true });
  folder.remove();
});

const start = (args: readonly string[], stdout: "pipe" | number = "pipe") =>
  spawn(process.execPath, [join(built, "dist/cli/main.js"), ...args], {
    stdio: ["pipe", stdout, "pipe"],
  }) as ChildProcessWithoutNullStreams;

/** What the process writes until it ends, and how it ends. */
async function ended(child: ChildProcessWithoutNullStreams) {
  const text = { out: "", err: "" };
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => (text.out += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (text.err += chunk));
  const code = await new Promise((resolve) => child.once("close", resolve));
  return { status: code, ...text };
}

describe("the program", () => {
  test("reads standard input, and ends with what run ends with", async () => {
    const child = start(["score", "-", "--format", "csv", "--top", "0"]);
    child.stdin.end(readFileSync(LOG));
    const expected = await cli(["score", LOG, "--format", "csv", "--top", "0"]);
    expect(await ended(child)).toEqual(expected);
    const failing = start(["score", LOG, "--fail-on", "high", "--quiet"]);
    expect((await ended(failing)).status).toBe(4);
    expect(await ended(start(["score"]))).toMatchObject({ status: 2, out: "" });
  });

  test("does not mind a reader that has seen enough", async () => {
    const child = start(["score", "examples/data", "--top", "0", "--quiet", "--fail-on", "high"]);
    child.stdout.once("data", () => child.stdout.destroy());
    expect(await ended(child)).toMatchObject({ status: 4, err: "" });
  });

  test.skipIf(!existsSync("/dev/full"))("says so when the disk is full", async () => {
    const child = start(["score", LOG, "--quiet"], openSync("/dev/full", "w"));
    const { status, err } = await ended(child);
    expect(status).toBe(1);
    expect(err).toMatch(/^beaconry: standard output: [^\n]*no space[^\n]*\n$/);
  });

  test("stops at an interrupt, even when its input sends nothing", async () => {
    const rejects = folder.path("rejects");
    const child = start(["score", "-", "--rejects", rejects]);
    const end = ended(child);
    // The file is there as soon as the reading begins.
    while (!existsSync(rejects)) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGINT");
    expect(await end).toEqual({ status: 1, out: "", err: "beaconry: interrupted\n" });
  });

  test("stops with an error, and does not wait for the rest of its input", async () => {
    const child = start(["score", "-", "--max-events", "10", "--from", "zeek"]);
    child.stdin.on("error", () => {});
    child.stdin.write(readFileSync(LOG));
    const { status, err } = await ended(child);
    expect(status).toBe(1);
    expect(err).toMatch(/^beaconry: -:\d+: more than 10 events; [^\n]*\n$/);
  });
});
