import * as fc from 'fast-check';
import { type ErrorCode, errorCodes } from '../../../utils/errors';

/** What an error comes to: before the console did anything, or after. */
export interface Fault {
  readonly call: 'block' | 'lift' | 'state' | 'contact' | 'conversation' | 'find';
  readonly code: ErrorCode;
  readonly after: boolean;
  readonly times: number;
  readonly pause?: number | undefined;
}

/** How far a request of a killed background had come. */
export type KillFate = 'lost' | 'done' | 'later';

/** One thing that happens. `which` picks among the blocks there are, whatever their number. */
export type Command =
  | {
      readonly kind: 'press';
      readonly reference: number;
      readonly pressId: number | undefined;
      readonly end: number;
      readonly chosen: boolean;
      readonly tab: number | undefined;
      readonly wrongName: boolean;
    }
  | { readonly kind: 'undo' | 'lift' | 'retry'; readonly which: number }
  | { readonly kind: 'changeEnd'; readonly which: number; readonly end: number }
  | { readonly kind: 'answer'; readonly which: number; readonly yes: boolean; readonly contact: number }
  | { readonly kind: 'tabClosed'; readonly tab: number }
  /** Several contacts at once, in Cordon's own window. */
  | { readonly kind: 'several'; readonly contacts: readonly number[]; readonly end: number }
  | { readonly kind: 'undoSeveral'; readonly which: number }
  | { readonly kind: 'release' | 'check' | 'triggers' | 'access' }
  | { readonly kind: 'restart'; readonly browser: boolean; readonly fate: KillFate; readonly offFor: number }
  /** The window passes, and the background is killed while the requests that left are on their way. */
  | { readonly kind: 'cutOff'; readonly after: number; readonly fate: KillFate }
  | { readonly kind: 'pass'; readonly milliseconds: number }
  | { readonly kind: 'setClock'; readonly milliseconds: number }
  | { readonly kind: 'fault'; readonly fault: Fault }
  | { readonly kind: 'hold'; readonly fate: 'lost' | 'done' }
  | { readonly kind: 'land' }
  | {
      readonly kind: 'console';
      readonly lag: number;
      readonly double: boolean;
      readonly tells: boolean;
      readonly silent: boolean;
    }
  | { readonly kind: 'others'; readonly adds: boolean; readonly contact: number; readonly days: number }
  | { readonly kind: 'network' | 'key' | 'connection'; readonly there: boolean };

/** How many ways of naming a contact there are. */
export const referenceCount = 9;

const minute = 60_000;
const hour = 60 * minute;

const which = fc.nat({ max: 3 });
const tab = fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined, freq: 2 });
const end = fc.nat({ max: 3 });
const fault: fc.Arbitrary<Fault> = fc.record({
  call: fc.constantFrom('block', 'lift', 'state', 'contact', 'conversation', 'find'),
  code: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom<ErrorCode>('timeout', 'server-error', 'no-network', 'rate-limited') },
    { weight: 2, arbitrary: fc.constantFrom<ErrorCode>('no-permission', 'not-json', 'bad-answer', 'gone', 'refused') },
    { weight: 1, arbitrary: fc.constantFrom(...errorCodes.slice(0, 14)) },
    { weight: 1, arbitrary: fc.constantFrom<ErrorCode>('already-blocked', 'nothing-lifted', 'bad-key') },
  ),
  after: fc.boolean(),
  times: fc.constantFrom(1, 1, 1, 2, 9),
  pause: fc.option(fc.constantFrom(3_000, 90_000, 2 * hour, 40 * hour), { nil: undefined }),
});

const press: fc.Arbitrary<Command> = fc.record({
  kind: fc.constant('press' as const),
  reference: fc.nat({ max: referenceCount - 1 }),
  pressId: fc.option(fc.nat({ max: 3 }), { nil: undefined, freq: 3 }),
  end,
  chosen: fc.boolean(),
  tab,
  wrongName: fc.constantFrom(false, false, false, false, false, true),
});

const pass: fc.Arbitrary<Command> = fc.record({
  kind: fc.constant('pass' as const),
  milliseconds: fc.oneof(
    { weight: 4, arbitrary: fc.nat({ max: 7_000 }) },
    { weight: 3, arbitrary: fc.nat({ max: 2 * minute }) },
    { weight: 1, arbitrary: fc.constantFrom(11 * minute, 2 * hour, 26 * hour, 9 * 24 * hour) },
  ),
});

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: press },
  { weight: 6, arbitrary: pass },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('undo' as const, 'lift' as const, 'retry' as const), which }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('changeEnd' as const), which, end }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      which,
      yes: fc.constantFrom(true, true, false),
      contact: fc.nat({ max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('several' as const),
      contacts: fc.uniqueArray(fc.nat({ max: 3 }), { minLength: 1, maxLength: 4 }),
      end,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('undoSeveral' as const), which }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('tabClosed' as const), tab: fc.integer({ min: 1, max: 2 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom<'release' | 'check' | 'triggers' | 'access'>('release', 'check', 'triggers', 'access'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('restart' as const),
      browser: fc.boolean(),
      fate: fc.constantFrom<KillFate>('lost', 'done', 'later'),
      offFor: fc.constantFrom(0, 0, 0, 8_000, 2 * hour),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('cutOff' as const),
      after: fc.constantFrom(0, 900, 5_100, 6_000, 20_000),
      fate: fc.constantFrom<KillFate>('lost', 'done', 'later'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('setClock' as const),
      milliseconds: fc.constantFrom(-400 * 24 * hour, -3 * hour, -90_000, 4_000, 3 * hour, 400 * 24 * hour),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('fault' as const), fault }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('hold' as const),
      fate: fc.constantFrom('lost' as const, 'done' as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'land' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('console' as const),
      lag: fc.constantFrom(0, 1_000, 45_000),
      double: fc.boolean(),
      tells: fc.boolean(),
      silent: fc.constantFrom(false, false, true),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('others' as const),
      adds: fc.boolean(),
      contact: fc.nat({ max: 3 }),
      days: fc.integer({ min: 1, max: 9 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('network' as const, 'key' as const, 'connection' as const),
      there: fc.boolean(),
    }),
  },
);

/** A console that ends its blocks or one that does not, which tells who is blocked and since when or does not, and what happens to it. */
export const histories = fc.record({
  endsBlocks: fc.boolean(),
  tellsState: fc.constantFrom(true, true, true, false),
  tellsMade: fc.constantFrom(true, true, false),
  commands: fc.array(command, { minLength: 2, maxLength: 24 }),
});

/** One history. */
export interface History {
  readonly endsBlocks: boolean;
  readonly tellsState: boolean;
  /** Whether it says when a record was made. */
  readonly tellsMade: boolean;
  readonly commands: readonly Command[];
}
