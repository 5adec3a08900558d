/** The ways to show a result. */
export const OUTPUT_FORMATS = ["table", "json", "ndjson", "csv"] as const;

/** One of OUTPUT_FORMATS. */
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];
