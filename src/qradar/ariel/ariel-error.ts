import { BeaconryError } from "../../errors.js";

/** What is known of a failure beside its message. */
export interface ArielFailure {
  /** HTTP status; null where no answer came. */
  readonly status?: number | null;
  /** The API's own number for it; null where it gave none. */
  readonly code?: number | null;
  /** Whether the same request may well be answered when it is sent again. */
  readonly transient?: boolean;
  /** Milliseconds that the console asks to wait before that. */
  readonly retryAfter?: number;
}

/**
 * A console that cannot be reached, or refuses: one line that says what and what to do. It never holds the token.
 *
 * @example new ArielError("busy", { status: 503, transient: true }).transient; // => true
 * @example new ArielError("no answer").status; // => null
 */
export class ArielError extends BeaconryError {
  override name = "ArielError" as const;
  readonly status: number | null;
  readonly code: number | null;
  readonly transient: boolean;
  readonly retryAfter: number;

  constructor(message: string, failure: ArielFailure = {}) {
    super(message);
    this.status = failure.status ?? null;
    this.code = failure.code ?? null;
    this.transient = failure.transient ?? false;
    this.retryAfter = failure.retryAfter ?? 0;
  }
}
