import { expect, test } from "vitest";
import { cli } from "../support/cli.js";

test.each([
  [["--end", "now"], "--end goes with --qradar and no exports"],
  [["--hours", "2"], "--hours goes with --qradar and no exports"],
  [["--force"], "--force goes with --drill-down"],
])("rescoring exports refuses %j rather than leave it aside", async (args, said) => {
  const { status, err } = await cli(["rescore", "rows.json", ...args]);
  expect(status).toBe(2);
  expect(err).toContain(said);
});
