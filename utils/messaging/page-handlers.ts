import { type Block, endOfBlock, isAbout } from '../blocking/block';
import { type End, type EndChoice, endOf, isAllowedEnd } from '../blocking/end';
import type { Engine } from '../blocking/engine';
import { isOnlyText } from '../blocking/names-agree';
import { viewOf } from '../blocking/view';
import type { Connection } from '../connections/connection';
import type { RulesSource } from '../connections/rules';
import type { Served } from '../connections/serving';
import { endOfNextPress, type WithEnd } from '../connections/settings';
import { consoleOf } from '../consoles';
import { type Reference, referenceKey } from '../consoles/types';
import { type CordonError, cordonError } from '../errors';
import type { Clock } from '../platform/clock';
import { fail, ok, type Result } from '../result';
import type { News } from './news';
import { createOthers, type OthersDeps } from './others';
import { isOver } from './over';
import { pageViewOf } from './page-view';
import type { BlockView, PageReport } from './protocol';
import type { PageHandlers, PageSender } from './receive';
import { isCertain, isReferenceOf } from './references';
import type { ShownBlocks } from './shown-blocks';

/** What the answers to pages are made of. */
export interface PageHandlerDeps extends Pick<OthersDeps, 'lists' | 'isInFront'> {
  readonly clock: Clock;
  readonly engine: Engine;
  /** The connection that serves this page. */
  readonly servedAt: (from: PageSender) => Promise<Result<Served, CordonError>>;
  /** The undo window in milliseconds. */
  readonly undoWindow: () => Promise<number>;
  /** Takes the undo window of a press on Block (milliseconds), which is longer at a connection's first on some consoles. */
  readonly takeWindow: (connection: Connection) => Promise<number>;
  /** Makes a press with the end that is chosen for the connection. */
  readonly withEnd: WithEnd;
  /** What each page was told of: only that does it act on. */
  readonly shownBlocks: ShownBlocks;
  readonly rules: RulesSource;
  readonly handshake: () => Promise<string>;
  /** Whether a passphrase protects the keys, and whether Cordon is locked. */
  readonly lockState: () => Promise<{ readonly passphrase: boolean; readonly locked: boolean }>;
  readonly isPaused: () => Promise<boolean>;
  /** Shows the question of this block to the person. */
  readonly showQuestion: (blockId: string) => Promise<void>;
  /** Puts one of Cordon's scripts into the frame that asks. */
  readonly putScript: (from: PageSender, script: 'discovery.js' | 'menu.js') => Promise<void>;
  readonly noteReport: (from: PageSender, report: PageReport) => void;
  readonly news: Pick<News, 'next'>;
}

/** The answers to content scripts. A page learns nothing that it did not show itself: no e-mail, no other contact. */
export function createPageHandlers(deps: PageHandlerDeps): PageHandlers {
  const { engine, clock } = deps;
  const used = new Set<string>();
  const withOthers = createOthers(deps);

  async function withConnection<T>(
    from: PageSender,
    work: (connection: Connection, chosenAs: string | undefined) => Promise<Result<T, CordonError>>,
  ): Promise<Result<T, CordonError>> {
    const served = await deps.servedAt(from);
    return served.ok ? work(served.value.connection, served.value.chosenAs) : served;
  }

  /** Only blocks of the connection that this page belongs to, and no word of any that this document was not told of. */
  function withShown(
    from: PageSender,
    blockId: string,
    work: (block: Block) => Promise<Result<Block, CordonError>>,
  ): Promise<Result<BlockView, CordonError>> {
    return withBlock(from, blockId, async (block) =>
      (await deps.shownBlocks.was(from, blockId)) ? work(block) : fail(cordonError('unknown-block')),
    );
  }

  /** Only blocks of the connection that this page belongs to. */
  function withBlock(
    from: PageSender,
    blockId: string,
    work: (block: Block) => Promise<Result<Block, CordonError>>,
  ): Promise<Result<BlockView, CordonError>> {
    return withConnection(from, async (connection) => {
      const block = (await engine.all()).find(({ id }) => id === blockId);
      if (block?.connectionId !== connection.id) return fail(cordonError('unknown-block'));
      return shown(await work(block), from.tabId);
    });
  }

  /** Work that a press begins. While Cordon is paused there are no presses in pages; to take one back is always possible. */
  function unlessPaused<P, T>(
    work: (payload: P, from: PageSender) => Promise<Result<T, CordonError>>,
  ): (payload: P, from: PageSender) => Promise<Result<T, CordonError>> {
    return async (payload, from) => ((await deps.isPaused()) ? fail(cordonError('paused')) : work(payload, from));
  }

  function withScript(from: PageSender, script: Parameters<PageHandlerDeps['putScript']>[1]) {
    return withConnection(from, async () => {
      await deps.putScript(from, script);
      return ok(null);
    });
  }

  function shown(result: Result<Block, CordonError>, tabId: number): Result<BlockView, CordonError> {
    return result.ok ? ok(pageViewOf(result.value, clock.now(), tabId)) : result;
  }

  /** What is known of a reference that is nothing but text: only the block that was pressed by that very reference. */
  async function isToldOf(from: PageSender, reference: Reference, block: Block): Promise<boolean> {
    if (isCertain(reference)) return true;
    if (!isCertain(block.reference) && referenceKey(block.reference) === referenceKey(reference)) return true;
    return (await deps.shownBlocks.byText(from)).includes(block.id);
  }

  /** Whether a press would join a block that this page may not know: who wrote that id in the place of a name is another question. */
  async function joinsAnother(from: PageSender, connectionId: string, reference: Reference): Promise<boolean> {
    const about = (await engine.all()).filter((block) => isAbout(block, connectionId, referenceKey(reference)));
    const told = await Promise.all(about.map((block) => isToldOf(from, reference, block)));
    return about.some((block, index) => !told[index] && !isOver(viewOf(block, clock.now()).state));
  }

  /** The standing block that a press with this end would make end earlier: that is judged as a lift is. */
  async function shortenedBy(connectionId: string, reference: Reference, end: End): Promise<Block | undefined> {
    const key = referenceKey(reference);
    return (await engine.all()).find((block) => isAbout(block, connectionId, key) && isEarlier(block, end));
  }

  /** A press that a person is asked about, now or already: the question is what is wanted. */
  async function asked(made: Result<Block, CordonError>, tabId: number): Promise<Result<BlockView, CordonError>> {
    if (made.ok && made.value.state.kind === 'needs-you') await deps.showQuestion(made.value.id);
    return shown(made, tabId);
  }

  /** While Cordon is locked, what was pressed is kept, and its Unlock is shown. The press does not wait for that. */
  async function unlockFor(result: Result<Block, CordonError>): Promise<Result<Block, CordonError>> {
    const waits = result.ok && (result.value.state.kind === 'waiting' || isLockedOut(result.value));
    if (waits && (await deps.lockState()).locked) void deps.showQuestion(result.value.id);
    return result;
  }

  /** A connection that was used stays so: its blocks are read no more. */
  async function isFirstUse(connectionId: string): Promise<boolean> {
    if (used.has(connectionId)) return false;
    const pressed = (await engine.all()).some((block) => block.connectionId === connectionId && block.fromPage);
    if (pressed) used.add(connectionId);
    return !pressed;
  }

  return {
    // A page that is told nothing shows nothing.
    wake: unlessPaused((_, from) =>
      withConnection(from, async (connection, chosenAs) => {
        const { recipe, sentences, endsBlocks } = consoleOf(connection.consoleId);
        const { passphrase, locked } = await deps.lockState();
        const { longestHours, forGood, liftFromPage, settings, reasonRequired, agentName } = await deps.rules.current();
        return ok({
          connectionId: connection.id,
          connectionLabel: chosenAs,
          recipe,
          end: endOfNextPress(connection, { longestHours, forGood }, clock.now()),
          longestHours,
          forGood,
          sentences: { does: sentences.does, doesNot: sentences.doesNot, blockedBy: sentences.blockedBy },
          endsBlocks,
          firstUse: await isFirstUse(connection.id),
          liftFromPage,
          reasons: settings.reasons,
          reasonRequired,
          agentName,
          listTabStops: settings.listTabStops,
          handshake: await deps.handshake(),
          passphrase,
          locked,
        });
      }),
    ),
    block: unlessPaused((payload, from) =>
      withConnection(from, async (connection) => {
        const { reference, name, pressId, reason, note } = payload;
        if (!isReferenceOf(connection, reference)) return fail(cordonError('no-reference'));
        const rules = await deps.rules.current();
        if (payload.end && !isAllowedEnd(payload.end, rules, clock.now())) return fail(cordonError('by-policy'));
        const shortened = payload.end && (await shortenedBy(connection.id, reference, endOf(payload.end, clock.now())));
        if (shortened && !rules.liftFromPage) return fail(cordonError('by-policy'));
        if (shortened && !(await deps.shownBlocks.was(from, shortened.id))) return fail(cordonError('unknown-block'));
        if (isOnlyText(reference) && (await joinsAnother(from, connection.id, reference)))
          return fail(cordonError('id-as-name'));
        const press = async (end: EndChoice) => {
          const wanted = {
            id: pressId,
            connectionId: connection.id,
            reference,
            pageName: name,
            end: endOf(end, clock.now()),
            endChosen: payload.end !== undefined,
            tabId: from.tabId,
            fromPage: true,
            confirmed: false,
            seen: payload.seen,
            described: { reason, note },
          };
          return engine.block(wanted, await deps.takeWindow(connection));
        };
        const made = payload.end
          ? await press(payload.end)
          : await deps.withEnd(connection.id, press, ({ id }) => id === pressId);
        if (made.ok) await deps.shownBlocks.tell(from, [made.value.id], !isCertain(reference));
        return asked(await unlockFor(made), from.tabId);
      }),
    ),
    undo: ({ blockId }, from) =>
      withShown(from, blockId, async (block) =>
        block.tabId === from.tabId ? engine.undo(blockId) : fail(cordonError('not-allowed')),
      ),
    lift: unlessPaused(({ blockId, seen }, from) =>
      withShown(from, blockId, async () => {
        if (!(await deps.rules.current()).liftFromPage) return fail(cordonError('by-policy'));
        const lifted = await unlockFor(await engine.lift(blockId, await deps.undoWindow(), from.tabId, seen));
        if (!seen) await asked(lifted, from.tabId);
        return lifted;
      }),
    ),
    'change-end': unlessPaused(({ blockId, end, seen }, from) =>
      withShown(from, blockId, async (block) => {
        const rules = await deps.rules.current();
        const until = endOf(end, clock.now());
        if (!isAllowedEnd(end, rules, clock.now()) || (!rules.liftFromPage && isEarlier(block, until)))
          return fail(cordonError('by-policy'));
        const window = await deps.undoWindow();
        const changed = await unlockFor(await engine.changeEnd(blockId, until, window, from.tabId, seen));
        if (!seen) await asked(changed, from.tabId);
        return changed;
      }),
    ),
    describe: ({ blockId, ...said }, from) => withShown(from, blockId, () => engine.describe(blockId, said)),
    show: ({ blockId }, from) =>
      withBlock(from, blockId, async (block) => {
        if (block.state.kind !== 'needs-you' && !isLockedOut(block)) return fail(cordonError('unknown-block'));
        await deps.showQuestion(blockId);
        return ok(block);
      }),
    status: ({ references }, from) =>
      withConnection(from, async (connection) => {
        const own = references.filter((reference) => isReferenceOf(connection, reference));
        const found = new Map((await engine.find(connection.id, own)).map((block, index) => [own[index], block]));
        const told = await Promise.all(
          references.map(async (reference) => {
            const block = found.get(reference);
            return block && (await isToldOf(from, reference, block)) ? block : undefined;
          }),
        );
        await deps.shownBlocks.tell(
          from,
          told.flatMap((block) => (block ? [block.id] : [])),
        );
        const views = told.map((block) => (block ? pageViewOf(block, clock.now(), from.tabId) : null));
        return ok(await withOthers(from.tabId, connection, references, views));
      }),
    news: ({ shown, ...buttons }, from) =>
      withConnection(from, async ({ id }) => {
        // One strip a tab, and only where somebody looks.
        const isLookedAt = from.frameId === 0 && (await deps.isInFront(from.tabId));
        return ok(isLookedAt ? await deps.news.next(id, { tabId: from.tabId, ...buttons }, shown) : null);
      }),
    report: (report, from) =>
      withConnection(from, async () => {
        deps.noteReport(from, report);
        return ok(null);
      }),
    discovery: (_, from) => withScript(from, 'discovery.js'),
    menu: (_, from) => withScript(from, 'menu.js'),
  };
}

/** Whether the block waits until Cordon is unlocked. */
function isLockedOut({ state }: Block): boolean {
  return state.kind === 'held' && state.error.code === 'locked';
}

/** Whether this end would make a standing block end earlier, which is as good as a lift. */
function isEarlier(block: Block, { until, forGood }: End): boolean {
  if (block.state.kind !== 'blocked') return false;
  const hasNoEnd = block.wish.kind === 'blocked' && block.wish.forGood;
  return hasNoEnd ? !forGood : until < endOfBlock(block);
}
