// Prints what came of one test, one column a sensor.
import { foundFrom, scored, steps } from "./verdicts.mjs";

const WIDTH = 27;

/**
 * `first` is the first request as the listener saw it; `logs` hold the table of the test's own records and that of more of
 * the same. Answers how many of the logs make the query fire.
 */
export function report({ name, port, count }, { method, path, agent }, logs) {
  const request = `${method} ${path} to 127.0.0.1:${port}, ${count === 1 ? "once" : `${count} times`}`;
  console.log(`\nTest ${name}: ${request}; user agent ${agent}`);
  const row = (label, cell) => print(`  ${label}`, logs.map(cell));
  print("", ["Sysmon, event 3", "Squid's access log"]);
  row("connections read", ({ records }) => records.length);
  const verdicts = logs.map(({ records }) => steps(records));
  for (const [i, step] of verdicts[0].entries()) {
    // The sensors mostly agree: then this is told once.
    print(`  ${step.name}`, new Set(verdicts.map((all) => all[i].text)));
  }
  row("score", ({ records }) => `${scored(records).level}, ${scored(records).score.toFixed(2)}`);
  row("medium", ({ more }) => fromText(foundFrom(more, "medium"), more));
  row("high", ({ more }) => fromText(foundFrom(more, "high"), more));
  for (const { records } of logs) {
    const seconds = records.optional.duration?.[0];
    if (records.length > 1 || seconds === undefined) continue;
    console.log(
      `  One connection has no interval. What shows it is how long it lasts: ${seconds} s.`,
    );
  }
  return verdicts.filter(([asItIs]) => asItIs.returned).length;
}

function fromText(count, { length }) {
  return count === undefined ? `never, of ${length}` : `from ${count} requests on`;
}

function print(label, cells) {
  console.log(
    [label, ...cells]
      .map((cell) => String(cell).padEnd(WIDTH))
      .join("")
      .trimEnd(),
  );
}
