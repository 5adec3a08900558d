export { qradar, tableFromEvents } from "../formats/qradar.js";
export type { PrintedTime, ResultColumn, ResultExport, ResultRow } from "./result-row.js";
