/** The version that this Cordon writes. */
export const currentSchema = 2;

type Step = (stored: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** One pure step from each version to the next. A frozen fixture of every version is in test/fixtures/blocks. */
const steps: Readonly<Record<number, Step>> = {
  1: (stored) => ({
    ...stored,
    schema: 2,
    fromPage: stored.tabId !== undefined,
    automatic: false,
    turned: true,
    state: stateFrom1(stored.state, stored.pressedAt),
    ...(isRecord(stored.previous)
      ? { previous: { ...stored.previous, state: stateFrom1(stored.previous.state, stored.pressedAt) } }
      : {}),
  }),
};

/** Brings a stored value from its version to the current one. Whether the result is a block is for the schema to say. */
export function migrate(stored: object, version: number): unknown {
  let value = stored as Record<string, unknown>;
  for (let at = version; at < currentSchema; at += 1) value = steps[at]?.(value) ?? value;
  return value;
}

function stateFrom1(state: unknown, pressedAt: unknown): unknown {
  if (!isRecord(state)) return state;
  // Version 1 knew Acquire alone, which ends its blocks itself.
  if (state.kind === 'blocked') return { ...state, sentAt: pressedAt, endedBy: 'console' };
  return state.kind === 'lifted' ? { ...state, elsewhere: false } : state;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
