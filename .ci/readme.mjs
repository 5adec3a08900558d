// Checks that the output shown in README and docs is what its command prints now; with --write, puts it there.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const pages = ["README.md", ...readdirSync("docs").map((name) => `docs/${name}`)];
let stale = 0;
for (const page of pages) {
  const text = readFileSync(page, "utf8");
  const fresh = text.replace(
    /(<!-- output: (.*?) -->\n```\n).*?(```\n<!-- end -->)/gs,
    (_, open, command, close) => open + outputOf(command) + close,
  );
  if (fresh === text) continue;
  if (process.argv.includes("--write")) writeFileSync(page, fresh);
  else {
    console.error(
      `${page} shows output that differs from what its command prints: node .ci/readme.mjs --write`,
    );
    stale++;
  }
}
process.exitCode = stale > 0 ? 1 : 0;

function outputOf(command) {
  const [program, ...args] = command.split(" ");
  const stdio = ["ignore", "pipe", "ignore"];
  return execFileSync(program, args, { encoding: "utf8", stdio });
}
