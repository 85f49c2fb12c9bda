import { type ContactId, type Reference, referenceKey } from '../consoles/types';
import { type CordonError, cordonError } from '../errors';
import { exceptionName, logProblem } from '../platform/log';
import { fail, ok, type Result } from '../result';
import { answerQuestion } from './answers';
import { type Block, type Described, dueAt, isAbout, isLive, isTrouble } from './block';
import { NewerDataError, type Step } from './block-store';
import type { Brakes } from './brakes';
import { createChecks } from './checks';
import { bringBack, isOutOfReach } from './clock-jumps';
import type { End } from './end';
import type { JournalEntry } from './journal';
import { createMeanings } from './meanings';
import { lease } from './outcomes';
import { type Press, wishBlock } from './press';
import * as recovery from './recovery';
import { forgetNames } from './retention';
import * as several from './several';
import type { WorkerDeps } from './steps';
import * as wishes from './wishes';
import { createWorker } from './worker';

/** What the engine is handed beside what its worker needs. */
export interface EngineDeps extends WorkerDeps {
  /** Wakes the engine at a time (epoch milliseconds), also if the background is stopped before; undefined takes the waking back. */
  readonly wakeAt: (at: number | undefined) => void;
  /** How many presses in pages go out without a further word; left out, the usual number. */
  readonly brakes?: () => Promise<Brakes>;
  /** How long names are kept after a block has ended (milliseconds); left out, as long as usual. */
  readonly namesKept?: () => Promise<number>;
}

type Changed = Promise<Result<Block, CordonError>>;

/** The heart: takes wishes, stores them before anything is sent, and brings them to their outcome. Windows are in milliseconds. */
export interface Engine {
  block(press: Press, window: number): Changed;
  /** Blocks several contacts, all stored in one step or none. */
  blockSeveral(presses: readonly Press[], window: number): Promise<Result<several.SeveralWished, CordonError>>;
  /** Undoes what can be undone of one press on several; gives how many that were. */
  undoSeveral(pressId: string): Promise<number>;
  undo(id: string): Changed;
  /** `seen` is false where a page may have hidden what was pressed: then a person is asked first. */
  lift(id: string, window: number, tabId?: number, seen?: boolean): Changed;
  changeEnd(id: string, end: End, window: number, tabId?: number, seen?: boolean): Changed;
  /** Says why the block was made; nothing that is sent depends on it. */
  describe(id: string, said: Described): Changed;
  /** `rev` is the revision of the question that was read; left out, whatever is asked is answered. */
  answer(id: string, yes: boolean, contactId: ContactId | undefined, window: number, rev?: number): Changed;
  retry(id: string): Changed;
  /** Lets go what waits for this connection: its key or its access is there again. */
  connectionReady(connectionId: string): Promise<void>;
  /** Cordon may reach this connection's console again: lets go what waits for that, and nothing else. */
  accessReady(connectionId: string): Promise<void>;
  /** Cordon was unlocked: what waited for that goes out, with a window in which it can be undone. */
  unlocked(window: number): Promise<void>;
  /** Lets go what the brakes hold. */
  releaseBraked(): Promise<void>;
  /** The newest block of each reference, where there is one. What was not checked for a while is checked. */
  find(connectionId: string, references: readonly Reference[]): Promise<readonly (Block | undefined)[]>;
  /** All blocks, newest first. */
  all(): Promise<readonly Block[]>;
  journal(): Promise<readonly JournalEntry[]>;
  /** Holds standing blocks against the console's list, where that was not done for a while. */
  checkAll(): Promise<void>;
  /** The tab is gone: its windows are closed, its blocks go out. */
  tabClosed(tabId: number): Promise<void>;
  /** The background has started: nobody works on what it left. */
  start(): Promise<void>;
  /** The browser was closed: so were all windows. */
  browserStarted(): Promise<void>;
  networkBack(): Promise<void>;
  /** Whether a request may be on its way. */
  isSending(): Promise<boolean>;
  /** Does what is due. */
  drive(): Promise<void>;
}

/** How long a block rests whose work broke (milliseconds). */
const afterBreaking = 30_000;

/** When to look at what is being worked on now, in case the background is stopped at it: its lease is over then (milliseconds). */
const afterStopping = lease + 5_000;

/** Makes the engine. */
export function createEngine(deps: EngineDeps): Engine {
  const { clock, store } = deps;
  const advance = createWorker(deps);
  const meanings = createMeanings(deps);
  const checks = createChecks(deps);
  const running = new Set<string>();
  /** Blocks whose work broke, and until when they rest: a store that is full must not be asked in a circle. */
  const resting = new Map<string, number>();

  async function drive(): Promise<void> {
    try {
      const now = clock.now();
      if ((await store.all()).some((block) => isOutOfReach(block, now)))
        await store.step((blocks) => bringBack(blocks, now));
      const due = (await store.all()).filter(
        (block) => isLive(block) || (dueAt(block) ?? Number.POSITIVE_INFINITY) <= now,
      );
      // Each block sets the next waking when it is done: one slow request must not hold up another's window.
      // The first waking is for a background that is stopped at its work.
      await Promise.all([...due.map((block) => run(block.id).then(schedule)), schedule()]);
    } catch (thrown) {
      // Nobody waits for this: an exception would be heard nowhere, and the waking that led here is used up.
      logProblem({ what: 'drive', exception: exceptionName(thrown) });
      deps.wakeAt(clock.now() + afterBreaking);
    }
  }

  async function run(id: string): Promise<void> {
    if (running.has(id) || (resting.get(id) ?? 0) > clock.now()) return;
    running.add(id);
    try {
      await advance(id);
      resting.delete(id);
    } catch (thrown) {
      logProblem({ what: 'drive', exception: exceptionName(thrown) });
      resting.set(id, clock.now() + afterBreaking);
    } finally {
      running.delete(id);
    }
  }

  async function schedule(): Promise<void> {
    const now = clock.now();
    const times = (await store.all()).flatMap((block) => {
      const at = dueAt(block);
      if (at === undefined) return [];
      if (running.has(block.id)) return [at > now ? at : now + afterStopping];
      return [Math.max(at, Math.min(resting.get(block.id) ?? 0, now + afterBreaking))];
    });
    deps.wakeAt(times.length > 0 ? Math.min(...times) : undefined);
  }

  async function wish<T>(
    decide: (blocks: readonly Block[]) => Step<Result<T, CordonError>>,
  ): Promise<Result<T, CordonError>> {
    let result: Result<T, CordonError>;
    try {
      result = await store.step(decide);
    } catch (thrown) {
      logProblem({ what: 'drive', exception: exceptionName(thrown) });
      return fail(cordonError(thrown instanceof NewerDataError ? 'newer-data' : 'not-stored'));
    }
    if (result.ok) {
      deps.changed();
      // The answer does not wait for the network; what is stored is driven from here, from an alarm, or at the next start.
      void drive();
    }
    return result;
  }

  /** A change that nobody waits for, and the work that follows from it. */
  async function turn(decide: (blocks: readonly Block[]) => Step<number | boolean>): Promise<void> {
    try {
      if (await store.step(decide)) deps.changed();
    } catch (thrown) {
      logProblem({ what: 'drive', exception: exceptionName(thrown) });
    }
    await drive();
  }

  return {
    async block(press, window) {
      const limits = await deps.brakes?.();
      return wish((blocks) => wishBlock(blocks, press, clock.now(), window, limits));
    },
    blockSeveral: (presses, window) => wish((blocks) => several.wishSeveral(blocks, presses, clock.now(), window)),
    async undoSeveral(pressId) {
      const undone = await wish((blocks) => {
        const step = several.undoSeveral(blocks, pressId, clock.now());
        return { ...step, result: ok(step.result) };
      });
      return undone.ok ? undone.value : 0;
    },
    undo: (id) => wish((blocks) => wishes.undoWish(blocks, id, clock.now())),
    async lift(id, window, tabId, seen) {
      const limits = await deps.brakes?.();
      return wish((blocks) => wishes.wishLift(blocks, id, clock.now(), window, tabId, seen, limits));
    },
    async changeEnd(id, end, window, tabId, seen) {
      const limits = await deps.brakes?.();
      return wish((blocks) => wishes.wishEnd(blocks, id, end, clock.now(), window, tabId, seen, limits));
    },
    async describe(id, said) {
      const kept = await deps.namesKept?.();
      return wish((blocks) => wishes.describeBlock(blocks, id, said, clock.now(), kept));
    },
    async answer(id, yes, contactId, window, rev) {
      const block = await store.get(id);
      // Yes to what went wrong is to try it again.
      if (yes && block && isTrouble(block)) await deps.circuits.close(block.connectionId);
      return wish((blocks) => answerQuestion(blocks, id, { yes, contactId, rev }, clock.now(), window));
    },
    async retry(id) {
      const block = await store.get(id);
      if (block) await deps.circuits.close(block.connectionId);
      return wish((blocks) => wishes.retryWish(blocks, id, clock.now()));
    },
    async connectionReady(connectionId) {
      await deps.circuits.close(connectionId);
      await turn((blocks) => recovery.releaseHeld(blocks, clock.now(), { connectionId, braked: false }));
      await turn((blocks) => recovery.resumeLifts(blocks, clock.now(), connectionId));
    },
    async accessReady(connectionId) {
      await turn((blocks) => recovery.releaseWithoutAccess(blocks, clock.now(), connectionId));
      await turn((blocks) => recovery.resumeLifts(blocks, clock.now(), connectionId));
    },
    async unlocked(window) {
      await turn((blocks) => recovery.releaseHeld(blocks, clock.now(), { braked: false, locked: true }, window));
      await turn((blocks) => recovery.resumeLifts(blocks, clock.now()));
    },
    releaseBraked: () => turn((blocks) => recovery.releaseHeld(blocks, clock.now(), { braked: true })),
    async find(connectionId, references) {
      const blocks = newestFirst(await store.all());
      const found = references.map((reference) => {
        const known = meanings.contactOf(connectionId, reference);
        const keys = [reference, known].filter((one) => one !== undefined).map(referenceKey);
        return blocks.find((block) => keys.some((key) => isAbout(block, connectionId, key)));
      });
      // Someone is blocked here, and it may be who a conversation is with: the console knows.
      if (blocks.some((block) => block.connectionId === connectionId && hasEffect(block))) {
        for (const [index, reference] of references.entries()) {
          if (found[index]) continue;
          void meanings.learn(connectionId, reference).then((learnt) => learnt && deps.changed());
        }
      }
      void checks.check(found.filter((block) => block !== undefined));
      return found;
    },
    async all() {
      return newestFirst(await store.all());
    },
    journal: () => store.journal(),
    checkAll: async () => checks.check(await store.all()),
    tabClosed: (tabId) => turn((blocks) => recovery.closeWindows(blocks, clock.now(), tabId)),
    async start() {
      await store
        .tidy(clock.now())
        .then(() => deps.namesKept?.())
        .then((kept) => store.step((blocks) => forgetNames(blocks, clock.now(), kept)))
        .catch((thrown) => logProblem({ what: 'migration', exception: exceptionName(thrown) }));
      await turn(recovery.reclaimLeases);
    },
    async browserStarted() {
      await turn((blocks) => recovery.closeWindows(blocks, clock.now()));
      await turn((blocks) => recovery.resumeLifts(blocks, clock.now()));
    },
    networkBack: () => turn((blocks) => recovery.networkBack(blocks, clock.now())),
    isSending: async () => (await store.all()).some(({ state }) => state.kind === 'sending'),
    drive,
  };
}

/** Whether a block is being made or stands, so that a page should show it. */
function hasEffect({ state }: Block): boolean {
  return state.kind !== 'undone' && state.kind !== 'lifted' && state.kind !== 'failed';
}

function newestFirst(blocks: readonly Block[]): readonly Block[] {
  return [...blocks].sort((a, b) => b.pressedAt - a.pressedAt);
}
