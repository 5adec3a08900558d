/** What every error thrown on purpose by this library is: the message is meant for the user. */
export class BeaconryError extends Error {
  override name = "BeaconryError";
}

/** An input that cannot be read at all: names the file, the line when there is one (from 1) and the reason. */
export class InputError extends BeaconryError {
  override name = "InputError" as const;
  readonly file: string;
  readonly line: number | undefined;
  readonly reason: string;

  constructor(file: string, reason: string, line?: number) {
    super(`${file}${line === undefined ? "" : `:${line}`}: ${reason}`);
    this.file = file;
    this.line = line;
    this.reason = reason;
  }
}

/** A rule, profile or option that makes no sense: `issues` lists every problem found, not only the first. */
export class RuleError extends BeaconryError {
  override name = "RuleError" as const;
  readonly issues: readonly string[];

  constructor(subject: string, issues: readonly string[]) {
    super(`${subject}: ${issues.join("; ")}`);
    this.issues = issues;
  }
}
