import { type EndChoice, type EndLimits, shortestBlock, withinLimits } from '../blocking/end';
import type { ConsoleInfo } from '../consoles/console-info';
import type { ConsoleId } from '../consoles/types';
import { type CordonError, cordonError } from '../errors';
import type { Clock } from '../platform/clock';
import { fail, type Result } from '../result';
import type { Connection } from './connection';
import type { ConnectionStore } from './connection-store';
import type { RulesSource } from './rules';

/** How long a press can be undone before its request leaves (milliseconds). */
export function undoWindowOf(rules: RulesSource): () => Promise<number> {
  return async () => (await rules.current()).settings.undoSeconds * 1_000;
}

/**
 * Takes the window for a press in a page (milliseconds). A console whose block reaches further than people expect has a longer one
 * for the first press of a connection, which is then used up.
 */
export function takeWindowOf(
  connections: ConnectionStore,
  infoOf: (id: ConsoleId) => Pick<ConsoleInfo, 'firstUndoWindow'>,
  undoWindow: () => Promise<number>,
): (connection: Connection) => Promise<number> {
  return async ({ id, consoleId, pressed }) => {
    const first = infoOf(consoleId).firstUndoWindow;
    if (pressed || first === undefined) return undoWindow();
    await connections.change(id, (current) => ({ ...current, pressed: true }));
    return Math.max(first, await undoWindow());
  };
}

/**
 * What the next press of a connection at `now` (epoch milliseconds) takes: what was chosen for one block alone, unless that ends too
 * soon to be sent, else the choice that stays. A choice from before the rules that now forbid it is shortened.
 */
export function endOfNextPress(
  { end, nextEnd }: Pick<Connection, 'end' | 'nextEnd'>,
  limits: EndLimits,
  now: number,
): EndChoice {
  const isOver = typeof nextEnd === 'object' && nextEnd.until - now < shortestBlock;
  return withinLimits(nextEnd === undefined || isOver ? end : nextEnd, limits, now);
}

/**
 * Makes a press with the end that is chosen for its connection. One that was chosen for one block alone is used up once `made` says
 * that a new block came of the press; a press that was refused, or joined a block, leaves it for the next.
 */
export type WithEnd = <T>(
  connectionId: string,
  press: (end: EndChoice) => Promise<Result<T, CordonError>>,
  made: (value: T) => boolean,
) => Promise<Result<T, CordonError>>;

/**
 * Makes it. Presses of one connection come one after the other: of two at once only one has a choice that holds for one block.
 * `usedUp` is called when the next press has another choice.
 */
export function withEndOf(connections: ConnectionStore, clock: Clock, rules: RulesSource, usedUp: () => void): WithEnd {
  const queues = new Map<string, Promise<unknown>>();

  return (connectionId, press, made) => {
    async function turn() {
      const connection = await connections.get(connectionId);
      if (!connection) return fail(cordonError('no-connection'));
      const { nextEnd } = connection;
      const pressed = await press(endOfNextPress(connection, await rules.current(), clock.now()));
      if (nextEnd !== undefined && pressed.ok && made(pressed.value)) {
        // What was chosen meanwhile is for the next press.
        await connections.change(connectionId, (current) =>
          isSameEnd(current.nextEnd, nextEnd) ? { ...current, nextEnd: undefined } : current,
        );
        usedUp();
      }
      return pressed;
    }
    const before = queues.get(connectionId) ?? Promise.resolve();
    const mine = before.then(turn, turn);
    queues.set(connectionId, mine);
    return mine;
  };
}

function isSameEnd(one: EndChoice | undefined, other: EndChoice): boolean {
  return typeof one === 'object' && typeof other === 'object' ? one.until === other.until : one === other;
}
