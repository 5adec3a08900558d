// Checks that the output shown in README is what its command prints now; with --write, puts it there.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const readme = readFileSync("README.md", "utf8");
const fresh = readme.replace(
  /(<!-- output: (.*?) -->\n```\n).*?(```\n<!-- end -->)/gs,
  (_, open, command, close) => {
    const [program, ...args] = command.split(" ");
    const output = execFileSync(program, args, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return open + output + close;
  },
);
if (process.argv.includes("--write")) writeFileSync("README.md", fresh);
else if (fresh !== readme) {
  console.error(
    "README shows output that differs from what its command prints: node .ci/readme.mjs --write",
  );
  process.exit(1);
}
