import type { RecordId } from '../../../utils/consoles/types';
import type { ErrorCode } from '../../../utils/errors';
import type { BlockView, BlockViewState, OperationKind, RecordView } from '../../../utils/messaging/protocol';
import { blocked, now } from '../../unit/components/fake-port';
import { createStage, type Stage } from '../stage';

/** Every kind of state but the questions. */
export type ExampleKind = Exclude<BlockViewState['kind'], 'needs-you'>;

/** One block to look at: its state, and what else of the block belongs to it. */
export interface Example {
  readonly state: BlockViewState;
  readonly changes?: Partial<BlockView>;
}

const operations: readonly OperationKind[] = ['block', 'lift', 'change'];
const ofEach = (make: (of: OperationKind) => BlockViewState): readonly Example[] =>
  operations.map((of) => ({ state: make(of) }));
const day = 86_400_000;
const month = { until: now + 30 * day };

/** Records of the console as its list tells them. */
export function records(stage: Stage): readonly RecordView[] {
  const id = (text: string) => text as RecordId;
  const { contactId } = stage.block(0, blocked());
  return [
    {
      id: id('1'),
      rule: 'contact',
      contactId,
      name: stage.name(0),
      values: [],
      until: now + day,
      madeAt: now - day,
      by: stage.name(2),
      reason: stage.name(4),
      ours: false,
    },
    { id: id('2'), rule: 'email', values: [stage.email], until: now + 9 * day, by: stage.name(3), ours: false },
    { id: id('3'), rule: 'ip', values: ['203.0.113.7'], until: now + 400 * day, ours: false },
    { id: id('4'), rule: 'contact', contactId, values: [], until: now + day, madeAt: now, ours: true },
  ];
}

/** Examples of every kind of state that a block can be in. The compiler asks for a kind that is missing. */
export function examples(stage: Stage): Readonly<Record<ExampleKind, readonly Example[]>> {
  return {
    waiting: [
      ...ofEach((of) => ({ kind: 'waiting', of, sendsAt: now + 4_000 })),
      { state: { kind: 'waiting', of: 'block', sendsAt: now + 4_000 }, changes: { forGood: true } },
      { state: { kind: 'waiting', of: 'block', sendsAt: now } },
    ],
    sending: ofEach((of) => ({ kind: 'sending', of })),
    retrying: [
      ...ofEach((of) => ({ kind: 'retrying', of, at: now + 40_000, error: { code: 'no-network' } })),
      { state: { kind: 'retrying', of: 'block', at: now + 900_000, error: { code: 'rate-limited' }, undoable: false } },
    ],
    held: [
      ...ofEach((of) => ({ kind: 'held', of, error: { code: 'bad-key' } })),
      ...ofEach((of) => ({ kind: 'held', of, error: { code: 'locked' } })),
      { state: { kind: 'held', of: 'block', error: { code: 'no-access' }, undoable: false } },
    ],
    failed: [
      { state: { kind: 'failed', of: 'block', error: { code: 'gone' } } },
      { state: { kind: 'failed', of: 'block', error: { code: 'server-error' } } },
      { state: { kind: 'failed', of: 'block', error: { code: 'timeout' }, unknown: true } },
      { state: { kind: 'failed', of: 'lift', error: { code: 'nothing-lifted' } } },
      { state: { kind: 'failed', of: 'lift', error: { code: 'timeout' }, unknown: true } },
      { state: { kind: 'failed', of: 'change', error: { code: 'refused' } } },
    ],
    blocked: [
      { state: blocked() },
      { state: blocked({ seen: false }), changes: month },
      { state: blocked({ asked: now + 40 * day }), changes: month },
      { state: blocked({ endedBy: 'cordon' }) },
      { state: blocked({ endedBy: 'cordon', overdue: true }), changes: { until: now - 3_600_000 } },
      { state: blocked({ endedBy: 'you' }) },
      { state: blocked({ endedBy: 'nobody' }), changes: { forGood: true } },
      { state: blocked({ notChanged: { code: 'server-error' }, checkedAt: now - day }) },
    ],
    lifted: [
      { state: { kind: 'lifted', at: now, elsewhere: false } },
      { state: { kind: 'lifted', at: now, elsewhere: true } },
      { state: { kind: 'lifted', at: now, elsewhere: false, ruled: true, rules: records(stage).slice(1, 2) } },
    ],
    undone: [{ state: { kind: 'undone', at: now } }],
    expired: [{ state: { kind: 'expired', at: now }, changes: { until: now } }],
  };
}

/** Every question, and what goes wrong and waits for a person. */
export function questions(stage: Stage): Readonly<Partial<Record<ErrorCode, Example>>> {
  const ask = (
    of: OperationKind,
    code: ErrorCode,
    more: Partial<BlockViewState> = {},
    changes: Example['changes'] = {},
  ) => ({ state: { kind: 'needs-you', of, error: { code }, ...more } as BlockViewState, changes }) satisfies Example;
  const contacts = [0, 1, 2].map((place) => ({
    id: stage.block(place, blocked()).contactId ?? ('' as never),
    name: stage.name(place),
    email: stage.email,
  }));
  const unresolved = { contactId: undefined, name: stage.name(1), pageName: stage.name(1) };
  const known = { email: stage.email, contactName: stage.name(0) };
  return {
    'names-differ': ask('block', 'names-differ', { contacts: contacts.slice(0, 1) }, unresolved),
    'id-as-name': ask(
      'block',
      'id-as-name',
      { contacts: contacts.slice(0, 1) },
      { ...unresolved, name: '#827', pageName: '#827' },
    ),
    'names-unchecked': ask(
      'block',
      'names-unchecked',
      { contacts: contacts.slice(0, 1).map(({ id }) => ({ id })) },
      unresolved,
    ),
    'several-contacts': ask('block', 'several-contacts', { contacts }, unresolved),
    'not-seen': ask('block', 'not-seen', {}, known),
    'already-blocked': ask(
      'block',
      'already-blocked',
      { records: records(stage) },
      { ...known, until: now + 900 * day },
    ),
    'others-blocks': ask('lift', 'others-blocks', { records: records(stage) }, known),
    overdue: ask('lift', 'overdue', {}, { ...known, until: now - 8 * day }),
    'end-not-ours': ask('lift', 'end-not-ours', { records: records(stage) }, { ...known, until: now - day }),
    'too-late': ask('block', 'too-late', {}, { ...known, until: now - day }),
    'may-not-block': ask('block', 'may-not-block', { trouble: 'wished' }, known),
    timeout: ask('lift', 'timeout', { trouble: 'own', unknown: true }, known),
  };
}

const someStage = createStage('en', false);

/** The kinds that there are examples of. */
export const exampleKinds = Object.keys(examples(someStage)) as readonly ExampleKind[];

/** The questions that there are examples of, by their codes. */
export const questionCodes = Object.keys(questions(someStage)) as readonly ErrorCode[];
