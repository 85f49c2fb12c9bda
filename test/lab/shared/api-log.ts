/** A request that an imitated API received. */
export interface LabRequest {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or undefined. */
  readonly body: unknown;
  /** What was answered; 0 where the connection was cut. */
  status: number;
  /** Why it was refused, in words, where it was. */
  refusal?: string;
}

/**
 * A fault put in front of the real answer, for requests that `method` and `path` (a prefix, or a pattern) match, `times` times.
 * Requests that are wrong in themselves are refused first and use none up.
 *
 * A cut on a connection that was used before makes Chromium 156 and Firefox 153 send the request once more on their own,
 * a POST too, unless the head of an answer came (measured). So `times: 1` is a cut that `fetch` never hears of, and with
 * `after-work` it makes two records; `times: 2`, or `mid-body`, is one that it hears of.
 */
export interface LabFault {
  readonly method?: string;
  readonly path?: string | RegExp;
  times: number;
  readonly kind:
    | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
    | { readonly html: string; readonly status?: number }
    | { readonly redirect: string; readonly status?: 301 | 302 | 303 | 307 | 308 }
    | { readonly cut: 'before-work' | 'after-work' | 'mid-body' }
    | { readonly delayMs: number };
}

/** The switches that every imitated API has, whatever it imitates. */
export interface ServingSwitches {
  /** Milliseconds before each answer; the work is done before them. */
  latencyMs: number;
  faults: LabFault[];
  /** While true, requests are held and answered when it turns false; a method holds those of its kind alone. */
  hold: boolean | 'POST';
  /** Where a request is held. One that is held before the work and given up by the client is never worked on. */
  holdAt: 'before-work' | 'after-work';
}

/** No fault, no delay, nothing held. */
export function quietServing(): ServingSwitches {
  return { latencyMs: 0, faults: [], hold: false, holdAt: 'before-work' };
}

/** What an imitated API needs of its world to serve it. */
export interface ServedWorld {
  /** Every request the API received, in order, refused ones included. */
  readonly requests: LabRequest[];
  readonly switches: ServingSwitches;
  /** Epoch milliseconds. */
  readonly now: () => number;
}
