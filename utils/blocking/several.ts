import { type CordonError, cordonError } from '../errors';
import { fail, ok, type Result } from '../result';
import { type Block, operationOf } from './block';
import type { Step } from './block-store';
import { type Press, wishBlock } from './press';
import { isOfSeveral, mostSeveral } from './several-ids';
import { undoWish } from './wishes';

/** What came of several presses at once: blocks that were made, and contacts whose block was under way or stood already. */
export interface SeveralWished {
  readonly made: number;
  readonly joined: number;
}

type Change = (blocks: readonly Block[]) => ReturnType<typeof wishBlock>;

/** Someone wants several contacts blocked: each as by a press of its own, and all stored in one step or none. */
export function wishSeveral(
  blocks: readonly Block[],
  presses: readonly Press[],
  now: number,
  window: number,
): Step<Result<SeveralWished, CordonError>> {
  const changes = presses.map(
    (press): Change =>
      (before) =>
        wishBlock(before, press, now, window),
  );
  const { results, ...left } = inTurn(blocks, changes);
  const refused = results.find((result) => !result.ok);
  if (presses.length > mostSeveral) return { result: fail(cordonError('not-allowed')) };
  if (refused && !refused.ok) return { result: fail(refused.error) };
  const ids = presses.map(({ id }) => id);
  const made = results.filter((result) => result.ok && ids.includes(result.value.id)).length;
  return { ...left, result: ok({ made, joined: results.length - made }) };
}

/** Undoes all blocks of one press on several that can be undone; gives their number. A lift that was wished since is no part of it. */
export function undoSeveral(blocks: readonly Block[], pressId: string, now: number): Step<number> {
  const open = blocks.filter(
    (block) => isOfSeveral(block.id, pressId) && block.state.kind === 'waiting' && operationOf(block) === 'block',
  );
  const { results, ...left } = inTurn(
    blocks,
    open.map(
      ({ id }): Change =>
        (before) =>
          undoWish(before, id, now),
    ),
  );
  return { ...left, result: results.filter(({ ok: done }) => done).length };
}

/** Does one change after the other, each on what the one before left. */
function inTurn(blocks: readonly Block[], changes: readonly Change[]) {
  const after = new Map(blocks.map((block) => [block.id, block]));
  const put = new Map<string, Block>();
  const drop = new Set<string>();
  const note: NonNullable<Step<unknown>['note']>[number][] = [];
  const results = changes.map((change) => {
    const step = change([...after.values()]);
    for (const id of step.drop ?? []) {
      after.delete(id);
      put.delete(id);
      drop.add(id);
    }
    for (const block of step.put ?? []) {
      after.set(block.id, block);
      put.set(block.id, block);
      drop.delete(block.id);
    }
    note.push(...(step.note ?? []));
    return step.result;
  });
  return { put: [...put.values()], drop: [...drop], note, results };
}
