#!/usr/bin/env node
import { run } from "./run.js";

const interrupt = new AbortController();
const abort = () => interrupt.abort(new Error("interrupted"));
process.once("SIGINT", abort);

// A reader that has seen enough (`| head`) is no failure of ours; a full disk is.
process.stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
  if (code === "EPIPE") return;
  process.stderr.write(`beaconry: standard output: ${message}\n`);
  process.exitCode = 1;
});
process.stderr.on("error", () => {});

const status = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interrupt.signal,
  // Scoring does not wait, so the handler would not run: from then on the signal ends the process.
  onRead: () => process.off("SIGINT", abort),
});
process.exitCode ||= status;
// An interrupted input may stay open, and would keep the process.
if (interrupt.signal.aborted) process.exit();
