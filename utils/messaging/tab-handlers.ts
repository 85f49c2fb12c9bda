import { type Block, isAbout } from '../blocking/block';
import { endOf } from '../blocking/end';
import type { Engine } from '../blocking/engine';
import { isOnlyText } from '../blocking/names-agree';
import { viewOf } from '../blocking/view';
import { isAllowedAccount } from '../connections/allowed';
import type { ConnectionStore } from '../connections/connection-store';
import type { PauseKeeper } from '../connections/pause';
import type { RulesSource } from '../connections/rules';
import type { WithEnd } from '../connections/settings';
import { type Reference, referenceKey } from '../consoles/types';
import { cordonError } from '../errors';
import type { Clock } from '../platform/clock';
import { fail, ok } from '../result';
import { isOver } from './over';
import type { OpenContact, OpenContactView } from './protocol';
import type { ExtensionHandlers } from './receive';
import { isCertain, isReferenceOf } from './references';

/** The messages about what the tabs show: the contact that is open in the one in front, and the pause of them all. */
export type TabMessage = 'block-open' | 'pause' | 'resume';

/** What the answers are made of. */
export interface TabHandlerDeps {
  readonly clock: Clock;
  readonly engine: Pick<Engine, 'all' | 'block'>;
  readonly connections: Pick<ConnectionStore, 'get'>;
  readonly rules: RulesSource;
  readonly withEnd: WithEnd;
  /** The undo window in milliseconds. */
  readonly undoWindow: () => Promise<number>;
  readonly pause: Pick<PauseKeeper, 'pause' | 'resume'>;
}

/** Makes the answers to them. */
export function createTabHandlers(deps: TabHandlerDeps): Pick<ExtensionHandlers, TabMessage> {
  const { engine, clock } = deps;

  /** Whether a press by text alone would join the block of whoever really has that id. */
  async function joinsAnother(connectionId: string, reference: Reference): Promise<boolean> {
    if (!isOnlyText(reference)) return false;
    const about = (await engine.all()).filter((block) => isAbout(block, connectionId, referenceKey(reference)));
    return about.some((block) => !isToldBy(reference, block) && !isOver(viewOf(block, clock.now()).state));
  }

  return {
    async 'block-open'({ pressId, connectionId, reference, name }) {
      const connection = await deps.connections.get(connectionId);
      if (!connection) return fail(cordonError('no-connection'));
      if (!isAllowedAccount(connection, await deps.rules.current())) return fail(cordonError('by-policy'));
      if (!isReferenceOf(connection, reference)) return fail(cordonError('no-reference'));
      if (await joinsAnother(connectionId, reference)) return fail(cordonError('id-as-name'));
      const window = await deps.undoWindow();
      const made = await deps.withEnd(
        connectionId,
        (end) =>
          engine.block(
            {
              id: pressId,
              connectionId,
              reference,
              pageName: name,
              end: endOf(end, clock.now()),
              endChosen: false,
              fromPage: false,
              // The page's own word: the API's name is held against it first.
              confirmed: false,
            },
            window,
          ),
        ({ id }) => id === pressId,
      );
      return made.ok ? ok(viewOf(made.value, clock.now())) : made;
    },
    async pause({ choice }) {
      await deps.pause.pause(choice);
      return ok(null);
    },
    async resume() {
      await deps.pause.resume();
      return ok(null);
    },
  };
}

/** The contact that is open, with the newest block that is certainly theirs. */
export async function withBlockOf(
  open: OpenContact,
  { engine, clock }: { readonly engine: Pick<Engine, 'find'>; readonly clock: Clock },
): Promise<OpenContactView> {
  const [block] = await engine.find(open.connectionId, [open.reference]);
  return { ...open, block: block && isToldBy(open.reference, block) ? viewOf(block, clock.now()) : undefined };
}

/** A name or a text may be anybody's: by it, only the block that was pressed by that very text is known. */
function isToldBy(reference: Reference, block: Block): boolean {
  if (isCertain(reference)) return true;
  return !isCertain(block.reference) && referenceKey(block.reference) === referenceKey(reference);
}
