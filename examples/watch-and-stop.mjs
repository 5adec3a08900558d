// Reading can be watched and stopped.
import { readFiles } from "beaconry/node";

const table = await readFiles([new URL("data", import.meta.url).pathname], {
  signal: AbortSignal.timeout(60_000),
  onProgress: ({ bytes, totalBytes, records }) => {
    console.log(`${Math.round((100 * bytes) / totalBytes)} %, ${records} records`);
  },
  onReject: ({ file, line, reason }) => console.log(`${file}:${line}: ${reason}`),
});
console.log(table.input);
