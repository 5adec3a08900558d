import { Command, CommanderError } from "commander";
import { BeaconryError, RuleError } from "../errors.js";
import { printable } from "../text/printable.js";
import { aqlCommand } from "./aql.js";
import { compareCommand } from "./compare.js";
import { evaluateCommand } from "./evaluate.js";
import { fingerprintCommand } from "./fingerprint.js";
import { EXIT, type Io } from "./io.js";
import { Problems } from "./problems.js";
import { referenceCommand } from "./reference.js";
import { rescoreCommand } from "./rescore.js";
import { ritaCommand } from "./rita.js";
import { scoreCommand } from "./score.js";
import type { Session } from "./session.js";
import { simulateCommand } from "./simulate.js";
import { VERSION } from "./version.js";

const HELP = `
Examples:
  beaconry score conn.log                  the pairs that behave like beacons, best first, and why
  beaconry reference events.json --explain the rows of the QRadar query, and why others are missing
  beaconry rescore rows.csv                exported rows of that query: checked, ranked anew, explained
  beaconry aql                             the query itself
  beaconry rita /opt/zeek/logs/2026-11-23  RITA's groups and scores, without RITA
  beaconry compare conn.log --against reference   two rankings of the same pairs, side by side
  beaconry simulate --seed 7               labelled logs in ./simulated, to try things on
  beaconry fingerprint capture.pcap        JA3, JA3S and JA4 of its TLS connections
  beaconry evaluate --families B2          how well beacons of a kind are found
  beaconry score --help                    everything about a command

Exit status: 0 done; 1 could not do the work; 2 wrong usage, rule or profile;
3 --strict and a record was rejected; 4 --fail-on and a finding reaches the level.`;

/** Runs a command line (without node and script name); the promise is its exit status and never rejects. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let status: number = EXIT.done;
  const end = (value: number) => {
    status = value;
  };
  const session: Session = { io, problems: new Problems(), end };
  const program = new Command("beaconry")
    .description("finds programs that call home in network logs")
    .version(VERSION, "--version")
    .addHelpText("after", HELP)
    .showSuggestionAfterError()
    // An option after a command is the command's: of some, --version is which RITA.
    .enablePositionalOptions();
  for (const make of [
    scoreCommand,
    referenceCommand,
    rescoreCommand,
    aqlCommand,
    ritaCommand,
    evaluateCommand,
    compareCommand,
    fingerprintCommand,
    simulateCommand,
  ]) {
    const command = make(session);
    tellVersion(command);
    goOnAfterErrors(command, session.problems);
    program.addCommand(command);
  }
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: () => {},
    });
  }
  try {
    await program.parseAsync([...argv], { from: "user" });
    return status;
  } catch (error) {
    return explain(error, io);
  }
}

/** Lets a command without a `--version` of its own tell the program's. */
function tellVersion(command: Command): void {
  if (command.options.some(({ long }) => long === "--version")) return;
  command.version(VERSION, "--version").options.at(-1)?.hideHelp();
}

/**
 * Commander ends at the first error of syntax. Those that leave the rest of the command line readable become problems here, and
 * are told with the others: its `error` is said never to return, but goes on well when it does.
 */
function goOnAfterErrors(command: Command, problems: Problems): void {
  const end = command.error.bind(command);
  const note = (message: string, { code = "" }: { code?: string } = {}) => {
    if (code === "commander.missingArgument") {
      problems.add("no inputs: name log files, directories, or - for standard input");
    } else if (code === "commander.unknownOption") {
      problems.add(plain(message));
      const [, ...others] = command.args.filter((text) => /^-./.test(text));
      for (const flag of others) problems.add(`unknown option '${flag}'`);
    } else if (code === "commander.excessArguments") problems.add(plain(message));
    else end(message, { code });
  };
  command.error = note as Command["error"];
}

function explain(error: unknown, io: Io): number {
  const tell = (message: string) => {
    io.stderr.write(`beaconry: ${printable(plain(message))}\n`);
  };
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.done;
    if (error.code !== "commander.help") tell(error.message);
    return EXIT.usage;
  }
  if (io.signal?.aborted) tell("interrupted");
  else if (error instanceof BeaconryError) tell(error.message);
  else tell(`unexpected failure: ${error instanceof Error ? error.message : String(error)}`);
  return error instanceof RuleError ? EXIT.usage : EXIT.failed;
}

/** One line, without commander's own beginning. */
function plain(message: string): string {
  return message.replace(/^error: /, "").replace(/\s*\n\s*/g, " ");
}
