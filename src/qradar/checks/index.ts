export { checkExport, type ExportCheck } from "./check-export.js";
export { type ArithmeticFound, inferArithmetic } from "./infer-arithmetic.js";
export { type RowTimes, timesOf } from "./printed.js";
export { type Span, spanOf } from "./span.js";
