import { Command } from "commander";
import { readFingerprints } from "../node/read-fingerprints.js";
import { renderFingerprints } from "../render/fingerprints.js";
import { EXIT, type Io } from "./io.js";
import { checkFiles, checkWritable } from "./output-files.js";
import { type OutputOptions, withOutputOptions } from "./output-options.js";
import { progressLine } from "./progress.js";
import { outputFormat, tellWarnings, writeResult } from "./report.js";
import type { Session } from "./session.js";

const EXAMPLES = `
Examples:
  beaconry fingerprint capture.pcap                      one line a TLS connection
  beaconry fingerprint captures/ --format ndjson         with the texts that are hashed, for other programs
  tcpdump -c 10000 -w - port 443 | beaconry fingerprint - --format csv

pcap and pcapng, gzip or not. A fingerprint tells how a client says hello, so which program or library it is; many programs share
one. JA3 takes extensions as they come, and current browsers shuffle them: each of their hellos has another JA3, and one JA4 (or
JA3N, which is JA3 with the extensions in order of their numbers; there is no standard for that). JA4 of TLS clients only.
"beaconry score capture.pcap" looks for beacons in the same file.`;

/** The command that prints the fingerprints in captures. */
export function fingerprintCommand(session: Session): Command {
  const { problems, end } = session;
  const command = new Command("fingerprint")
    .description("JA3, JA3S and JA4 of the TLS connections in captures")
    .argument("<inputs...>", "pcap or pcapng files, directories, or - for standard input");
  return withOutputOptions(command, problems)
    .addHelpText("after", EXAMPLES)
    .action(async (inputs: string[], options: OutputOptions) => {
      checkFiles(inputs, options, problems);
      problems.throwIfAny();
      end(await runFingerprint(inputs, options, session.io));
    });
}

async function runFingerprint(
  inputs: readonly string[],
  options: OutputOptions,
  io: Io,
): Promise<number> {
  checkWritable(options.output);
  const progress = progressLine(io, options.quiet === true);
  try {
    const report = await readFingerprints(inputs, {
      onProgress: progress.report,
      ...(io.signal !== undefined && { signal: io.signal }),
    });
    progress.clear();
    io.onRead?.();
    await writeResult(renderFingerprints(report, outputFormat(options, io)), options, io);
    tellWarnings(report.warnings, options, io);
    return report.warnings.some(({ code }) => code === "unreadable") ? EXIT.failed : EXIT.done;
  } finally {
    progress.clear();
  }
}
