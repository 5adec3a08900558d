// Installs the packed tarball in a temporary folder and uses it as a stranger would: the command, `require`, every
// example, every `js` and `ts` block of README and docs.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "beaconry-packed-"));
const quiet = { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] };
const node = (...args) => execFileSync(process.execPath, args, quiet);

try {
  const [{ filename, files }] = JSON.parse(
    execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    }),
  );
  const odd = files.map(({ path }) => path).filter((path) => !isExpected(path));
  if (odd.length > 0) throw new Error(`the tarball holds ${odd.join(", ")}`);
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  execFileSync("npm", ["install", "--no-audit", "--no-fund", join(folder, filename)], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  cpSync("examples", join(folder, "examples"), { recursive: true });

  const command = join(folder, "node_modules/beaconry/dist/cli/main.js");
  const { findings } = JSON.parse(node(command, "score", "examples/data", "--quiet"));
  if (findings.length === 0) throw new Error("no findings from the packed command");
  node("--input-type=commonjs", "-e", 'if (!require("beaconry").score) process.exit(1)');

  const examples = readdirSync("examples").filter(
    (name) => name.endsWith(".mjs") && !name.startsWith("make-"),
  );
  for (const name of examples) node(join("examples", name));
  const verdict = node(join("examples", "three-tests", "run.mjs"));
  if (!verdict.includes("None of the three tests fires")) throw new Error(verdict);

  let blocks = 0;
  for (const page of [
    "README.md",
    "CONTRIBUTING.md",
    ...readdirSync("docs").map((name) => join("docs", name)),
  ]) {
    for (const [, code] of readFileSync(page, "utf8").matchAll(/^```(?:js|ts)\n(.*?)^```$/gms)) {
      writeFileSync(join(folder, "block.mjs"), code);
      node("block.mjs");
      blocks++;
    }
  }
  console.log(
    `${files.length} files packed; ${examples.length + 1} examples and ${blocks} code blocks ran`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function isExpected(path) {
  const top = ["package.json", "README.md", "CHANGELOG.md", "LICENSE", "NOTICE"];
  return top.includes(path) || /^dist\/[\w/-]+(\.d)?\.(js|ts)$/.test(path);
}
