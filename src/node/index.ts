export * from "../index.js";
export { type ReadOptions, readFiles } from "./read-files.js";
