import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** Why each runtime dependency is worth its line. */
const REASONS: Record<string, string> = {
  "fft.js": "the spectrum of check-ins; a fast Fourier transform, small, no dependencies",
  "@noble/ciphers": "AES of QUIC's first packets, synchronous, in browsers too; no dependencies",
  "@noble/hashes": "MD5 and SHA-256 of fingerprints, synchronous, in browsers too",
  psl: "public suffixes, of which RITA counts subdomains; a list that others keep up to date",
  commander: "a command line with help, suggestions and errors people know",
  valibot: "tells every problem of a rule or profile at once; plain data, small, no dependencies",
};

/** Reads with `require`, from a CommonJS process, through the package's own name. */
function required(expression: string): string {
  const script = `process.stdout.write(String(${expression}))`;
  return execFileSync(process.execPath, ["--input-type=commonjs", "-e", script], {
    cwd: root,
    encoding: "utf8",
  });
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name));
}

describe("the package", () => {
  it("has no runtime dependency without a reason", () => {
    expect(Object.keys(manifest.dependencies).sort()).toEqual(Object.keys(REASONS).sort());
  });

  it("pins every development dependency to one version", () => {
    for (const version of Object.values(manifest.devDependencies)) {
      expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
    }
  });

  it("puts types first in each of its exports, and every file exists", () => {
    for (const [subpath, target] of Object.entries<Record<string, string>>(manifest.exports)) {
      if (subpath === "./package.json") continue;
      expect(Object.keys(target), subpath).toEqual(["types", "default"]);
      for (const file of Object.values(target))
        expect(existsSync(join(root, file)), file).toBe(true);
    }
  });

  it("can be required", () => {
    expect(required('typeof require("beaconry").score')).toBe("function");
    expect(required('typeof require("beaconry/node").readFiles')).toBe("function");
    expect(required('require("beaconry/zeek").zeek.id')).toBe("zeek");
  });

  it("can be resolved by a CommonJS resolver, its manifest too", () => {
    const require = createRequire(join(root, "test/package.test.ts"));
    expect(require.resolve("beaconry/package.json")).toBe(join(root, "package.json"));
  });

  it("packs only dist, README, CHANGELOG, LICENSE and NOTICE", () => {
    const [{ files }] = JSON.parse(
      execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
        cwd: root,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }),
    ) as [{ files: { path: string }[] }];
    const folders = new Set(files.map(({ path }) => path.split("/")[0]));
    const expected = ["CHANGELOG.md", "LICENSE", "NOTICE", "README.md", "dist", "package.json"];
    expect([...folders].sort()).toEqual(expected);
    const dist = files.filter(({ path }) => path.startsWith("dist/"));
    expect(dist.every(({ path }) => /\.(js|d\.ts)$/.test(path))).toBe(true);
  }, 60_000);

  it("imports Node only in node/ and cli/", () => {
    const outside = sources("src").filter((path) => !/src\/(node|cli)\//.test(path));
    expect(outside.length).toBeGreaterThan(50);
    for (const path of outside) {
      expect(readFileSync(path, "utf8"), path).not.toMatch(/from "node:/);
    }
  });

  it("keeps each example under 40 lines", () => {
    for (const name of readdirSync(join(root, "examples")).filter((file) =>
      file.endsWith(".mjs"),
    )) {
      const lines = readFileSync(join(root, "examples", name), "utf8").split("\n").length;
      expect(lines, name).toBeLessThanOrEqual(41);
    }
  });
});
