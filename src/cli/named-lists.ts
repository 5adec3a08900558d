import { RuleError } from "../errors.js";
import { allowEntries, allowList } from "../network/allow-list.js";
import { type Family, parseFamilies } from "../qradar/rescore/index.js";
import { type Intel, parseIntel } from "../scoring/fingerprints/index.js";
import { namedJson, namedText } from "./named-file.js";

/** The entries of an allow file; none without a file. Throws a RuleError. */
export async function allowFile(path: string | undefined): Promise<string[]> {
  if (path === undefined) return [];
  const entries = allowEntries(await namedText(path));
  try {
    allowList(entries);
  } catch (error) {
    throw new RuleError("allow list", [`${path}: ${(error as Error).message}`]);
  }
  return entries;
}

/** The fingerprints of an intel file; undefined without a file. Throws a RuleError. */
export async function intelFile(path: string | undefined): Promise<Intel | undefined> {
  if (path === undefined) return undefined;
  const text = await namedText(path);
  try {
    const intel = parseIntel(text);
    // A download that was cut off must not look like a list that nothing is on.
    if (intel.size === 0) throw new RuleError("intel list", ["has no entries"]);
    return intel;
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    throw new RuleError(
      "intel list",
      error.issues.map((issue) => `${path}: ${issue}`),
    );
  }
}

/** The false-positive families of a file; undefined without a file. Throws a RuleError. */
export async function familiesFile(path: string | undefined): Promise<Family[] | undefined> {
  if (path === undefined) return undefined;
  const value = await namedJson(path);
  try {
    return parseFamilies(value);
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    throw new RuleError(
      "families",
      error.issues.map((issue) => `${path}: ${issue}`),
    );
  }
}
