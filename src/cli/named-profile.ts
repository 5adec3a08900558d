import { type Profile, parseProfile, profiles } from "../scoring/index.js";
import { namedJson } from "./named-file.js";

/** The profile with this name, or in the JSON file of this path; throws a RuleError that lists what is wrong with it. */
export async function namedProfile(name: string): Promise<Profile> {
  if (Object.hasOwn(profiles, name)) return profiles[name] as Profile;
  return parseProfile(await namedJson(name));
}
