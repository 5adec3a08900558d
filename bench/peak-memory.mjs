// With `node --import`: tells the process's peak memory, in MB, as its last line on stderr.
process.on("exit", () => {
  process.stderr.write(`\npeak ${Math.round(process.resourceUsage().maxRSS / 1024)}\n`);
});
