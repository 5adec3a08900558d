/** A signal that comes later than another. */
export interface Grace {
  readonly signal: AbortSignal;
  end(): void;
}

/** A signal that is aborted so many milliseconds after `outer` is. */
export function grace(outer: AbortSignal, ms: number): Grace {
  const own = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const begin = () => {
    timer = setTimeout(() => own.abort(outer.reason), ms);
  };
  if (outer.aborted) begin();
  else outer.addEventListener("abort", begin, { once: true });
  return {
    signal: own.signal,
    end() {
      clearTimeout(timer);
      outer.removeEventListener("abort", begin);
    },
  };
}
