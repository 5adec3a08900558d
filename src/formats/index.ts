import { csv } from "./csv.js";
import type { Format } from "./format.js";
import { qradar } from "./qradar.js";
import { zeek } from "./zeek.js";

/** The formats that are told from an input's content, in the order in which they are tried. */
export const formats: readonly Format[] = [zeek, qradar, csv];
