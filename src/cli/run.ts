import { Command, CommanderError } from "commander";
import { BeaconryError, RuleError } from "../errors.js";
import { printable } from "../text/printable.js";
import { aqlCommand } from "./aql.js";
import { EXIT, type Io } from "./io.js";
import { referenceCommand } from "./reference.js";
import { scoreCommand } from "./score.js";
import { VERSION } from "./version.js";

const STATUS = `
Exit status: 0 done; 1 could not do the work; 2 wrong usage, rule or profile;
3 --strict and a record was rejected; 4 --fail-on and a finding reaches the level.`;

/** Runs a command line (without node and script name); the promise is its exit status and never rejects. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let status: number = EXIT.done;
  const end = (value: number) => {
    status = value;
  };
  const program = new Command("beaconry")
    .description("finds programs that call home in network logs")
    .version(VERSION, "--version")
    .addHelpText("after", STATUS)
    .showSuggestionAfterError();
  for (const command of [scoreCommand, referenceCommand, aqlCommand]) {
    program.addCommand(command(io, end));
  }
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: () => {},
    });
  }
  try {
    await program.parseAsync([...argv], { from: "user" });
    return status;
  } catch (error) {
    return explain(error, program, io);
  }
}

function explain(error: unknown, program: Command, io: Io): number {
  const tell = (message: string) => {
    io.stderr.write(`beaconry: ${printable(message.replace(/\s*\n\s*/g, " "))}\n`);
  };
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.done;
    if (error.code === "commander.help") io.stderr.write(program.helpInformation());
    else tell(error.message.replace(/^error: /, ""));
    return EXIT.usage;
  }
  if (error instanceof RuleError) {
    tell(error.message);
    return EXIT.usage;
  }
  if (io.signal?.aborted) tell("interrupted");
  else if (error instanceof BeaconryError) tell(error.message);
  else tell(`unexpected failure: ${error instanceof Error ? error.message : String(error)}`);
  return EXIT.failed;
}
