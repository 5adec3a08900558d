import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RitaOptions, type RitaResult, readRita } from "../../../src/node/read-rita.js";
import {
  RITA_PRESETS,
  type RitaConfig,
  type RitaPreset,
  type RitaRow,
} from "../../../src/rita/index.js";
import { type FileNote, writeInput } from "./write-input.js";

type Fields = Readonly<Record<string, unknown>>;

/** What `expected.json` of a case says. */
export interface RitaCase {
  /** The rule, as a sentence. */
  readonly title: string;
  /** How the numbers follow from the rule. */
  readonly why: string;
  /** As of `readRita`, but for `config`: what is different from the preset. Times as RFC 3339. */
  readonly options?: Fields & { readonly preset?: RitaPreset; readonly now?: string };
  /** Notes on files, by their path in `input`. */
  readonly files?: Readonly<Record<string, FileNote>>;
  /** Fields of rows, in RITA's order. */
  readonly rows?: readonly Fields[];
  /** Whether there are no other rows. */
  readonly exact?: boolean;
  /** Fields that no row has together. */
  readonly absent?: readonly Fields[];
  /** Codes, as many as there are. */
  readonly warnings?: readonly string[];
  readonly input?: Fields;
  readonly window?: Fields;
  /** What the message of the error has in it, where there is nothing but an error. */
  readonly error?: string;
  /** Why the case cannot hold yet: its test must fail. */
  readonly todo?: string;
}

const FOLDER = import.meta.dirname;

/** Reads the case called `name`. */
export function caseOf(name: string): RitaCase {
  return JSON.parse(readFileSync(join(FOLDER, name, "expected.json"), "utf8"));
}

/** What RITA makes of the input of a case; its folder is there for as long as that takes. */
export async function resultOf(
  name: string,
  { options = {}, files = {} }: RitaCase,
): Promise<RitaResult> {
  const folder = mkdtempSync(join(tmpdir(), "beaconry-rita-"));
  try {
    writeInput(join(FOLDER, name, "input"), folder, files);
    return await readRita(folder, optionsOf(options));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function optionsOf({ now, config, ...options }: NonNullable<RitaCase["options"]>): RitaOptions {
  const given: Fields = options;
  return {
    ...given,
    ...(now === undefined ? {} : { now: Date.parse(now) }),
    ...(config === undefined
      ? {}
      : { config: merged(RITA_PRESETS[options.preset ?? "file"], config as Fields) as RitaConfig }),
  };
}

function merged(base: unknown, over: unknown): unknown {
  if (!isFields(base) || !isFields(over)) return over;
  const entries = Object.entries(over).map(([key, value]) => {
    if (!(key in base)) throw new Error(`RITA's configuration has no ${key}`);
    return [key, merged(base[key], value)];
  });
  return { ...base, ...Object.fromEntries(entries) };
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Values as they are compared: numbers to nine places, times as epoch seconds. */
export function plain(value: unknown): unknown {
  if (typeof value === "number") return Number(value.toFixed(9)) + 0;
  if (Array.isArray(value)) return value.map(plain);
  if (isFields(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, plain(field)]));
  }
  const isTime = typeof value === "string" && /^\d{4}-\d\d-\d\dT.*Z$/.test(value);
  return isTime ? Date.parse(value) / 1000 : value;
}

const IDENTITY = ["type", "source", "destination", "fqdn"] as const;

/** Whether a row is the one that these fields speak of. */
export function isSame(row: RitaRow, fields: Fields): boolean {
  return IDENTITY.every((field) => !(field in fields) || row[field] === fields[field]);
}

/** Whether a row has all of these fields. */
export function hasAll(row: RitaRow, fields: Fields): boolean {
  const known = plain(row) as Fields;
  return Object.entries(fields).every(
    ([field, value]) => JSON.stringify(known[field]) === JSON.stringify(plain(value)),
  );
}
