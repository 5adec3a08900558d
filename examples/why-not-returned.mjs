// The reference query on a log file, and for every pair that it does not return the clause that dropped it.
import { reference } from "beaconry";
import { readFiles } from "beaconry/node";

const table = await readFiles([new URL("data/conn.log", import.meta.url).pathname]);
const { rows, dropped } = reference(table, { explain: true });
for (const row of rows)
  console.log(`${row.BeaconConfidence}: ${row.sourceip} to ${row.destinationip}`);
for (const { sourceip, destinationip, clause, detail } of dropped) {
  console.log(`not returned (${clause}): ${sourceip} to ${destinationip}, ${detail}`);
}
