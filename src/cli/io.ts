/** Where a command line writes to; tests pass their own. */
export interface Io {
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
  /** Aborted when the user interrupts; looked at while inputs are read. */
  readonly signal?: AbortSignal;
  /** Called when the reading is over: what comes then does not wait, and `signal` would not be seen. */
  readonly onRead?: () => void;
}

/** What a command ends with. */
export const EXIT = { done: 0, failed: 1, usage: 2, rejected: 3, found: 4 } as const;
