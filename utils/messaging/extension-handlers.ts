import type { Block } from '../blocking/block';
import { type EndChoice, endOf, isAllowedEnd, shortestBlock } from '../blocking/end';
import type { Engine } from '../blocking/engine';
import { severalId, severalWindow } from '../blocking/several-ids';
import { recordView, viewOf } from '../blocking/view';
import { isAllowedAccount, isProtected } from '../connections/allowed';
import type { Connecting } from '../connections/connecting';
import type { Connection } from '../connections/connection';
import type { ConnectionStore } from '../connections/connection-store';
import type { Pause } from '../connections/pause';
import type { Rules, RulesSource } from '../connections/rules';
import type { WithEnd } from '../connections/settings';
import type { SettingsStore } from '../connections/settings-store';
import type { Singles } from '../connections/singles';
import type { Vault } from '../connections/vault';
import { consoleOf } from '../consoles';
import type { ConsoleApi, Contact, ContactId } from '../consoles/types';
import { type CordonError, cordonError } from '../errors';
import type { Clock } from '../platform/clock';
import { fail, ok, type Result } from '../result';
import type { FrontTab } from './front-tab';
import type { LockMessage } from './lock-handlers';
import type { News } from './news';
import type { BlockView, ContactView, Found, LockView } from './protocol';
import type { ExtensionHandlers } from './receive';
import { rulesView } from './rules-view';
import { type TabMessage, withBlockOf } from './tab-handlers';

/** What the answers to Cordon's own pages are made of. */
export interface ExtensionHandlerDeps {
  readonly clock: Clock;
  readonly engine: Engine;
  readonly connecting: Connecting;
  readonly connections: ConnectionStore;
  readonly vault: Vault;
  readonly singles: Singles;
  readonly settings: Pick<SettingsStore, 'change'>;
  readonly rules: RulesSource;
  readonly frontTab: Pick<FrontTab, 'find' | 'choose'>;
  readonly undoWindow: () => Promise<number>;
  /** Makes a press with the end that is chosen for the connection. */
  readonly withEnd: WithEnd;
  /** Gives the hosts of a removed connection back to the browser, but for those that others need. */
  readonly giveBack: (removed: Connection, left: readonly Connection[]) => Promise<void>;
  /** Called after connections changed: the registration follows. */
  readonly connectionsChanged: () => Promise<void>;
  readonly lockView: () => Promise<LockView>;
  readonly news: Pick<News, 'see'>;
  readonly pause: () => Promise<Pause | undefined>;
  readonly changed: () => void;
}

/** The answers to the popup and the options page. */
export function createExtensionHandlers(deps: ExtensionHandlerDeps): Omit<ExtensionHandlers, LockMessage | TabMessage> {
  const { engine, connecting, connections, clock } = deps;

  async function withConnection<T>(
    id: string,
    work: (connection: Connection) => Promise<Result<T, CordonError>>,
  ): Promise<Result<T, CordonError>> {
    const connection = await connections.get(id);
    return connection ? work(connection) : fail(cordonError('no-connection'));
  }

  function withApi<T>(
    id: string,
    work: (api: ConsoleApi, connection: Connection) => Promise<Result<T, CordonError>>,
  ): Promise<Result<T, CordonError>> {
    return withConnection(id, async (connection) => {
      const api = await connecting.apiOf(connection.id);
      return api ? work(api, connection) : fail(cordonError('no-connection'));
    });
  }

  /** Work towards a block: not where the organisation does not allow the account, or the end that was chosen. */
  function withAllowed<T>(
    id: string,
    end: EndChoice | undefined,
    work: (connection: Connection, rules: Rules) => Promise<Result<T, CordonError>>,
  ): Promise<Result<T, CordonError>> {
    return withConnection(id, async (connection) => {
      const rules = await deps.rules.current();
      const allowed = end === undefined || isAllowedEnd(end, rules, clock.now());
      return allowed && isAllowedAccount(connection, rules) ? work(connection, rules) : fail(cordonError('by-policy'));
    });
  }

  function shown(result: Result<Block, CordonError>): Result<BlockView, CordonError> {
    return result.ok ? ok(viewOf(result.value, clock.now())) : result;
  }

  /** Changes to connections are told to every screen and to the registration. */
  async function afterwards<T>(result: Result<T, CordonError>): Promise<Result<T, CordonError>> {
    await deps.connectionsChanged();
    deps.changed();
    return result;
  }

  return {
    async overview({ tabId }) {
      void engine.checkAll();
      const [stored, blocks, draft, front, lock, rules, paused] = await Promise.all([
        connections.list(),
        engine.all(),
        deps.singles.readDraft(),
        deps.frontTab.find(tabId),
        deps.lockView(),
        deps.rules.current(),
        deps.pause(),
      ]);
      const views = await Promise.all(stored.map(connecting.view));
      return ok({
        connections: views,
        tabConnectionId: front.connectionId,
        tabChoices: front.choices,
        tabReport: front.report,
        open: front.open && (await withBlockOf(front.open, { engine, clock })),
        paused,
        blocks: blocks.map((block) => viewOf(block, clock.now())),
        draft,
        lock,
        rules: rulesView(
          rules,
          stored.map(({ id }) => id),
        ),
      });
    },
    async 'change-settings'(part) {
      const { managed } = await deps.rules.current();
      if (managed.some((name) => Object.hasOwn(part, name))) return fail(cordonError('by-policy'));
      const changed = await deps.settings.change(part);
      deps.changed();
      return changed.ok ? ok(null) : changed;
    },
    async 'save-draft'({ draft }) {
      await deps.singles.writeDraft(draft);
      return ok(null);
    },
    async connect(payload) {
      const connected = await connecting.connect(payload);
      if (connected.ok) await deps.singles.writeDraft(null);
      return afterwards(connected);
    },
    async 'test-connection'({ connectionId }) {
      return afterwards(await connecting.test(connectionId));
    },
    async 'rename-connection'({ connectionId, label }) {
      const changed = await connections.change(connectionId, (current) => ({
        ...current,
        label: label.trim() || current.account,
      }));
      return afterwards(changed ? ok(await connecting.view(changed)) : fail(cordonError('no-connection')));
    },
    async 'remove-connection'({ connectionId }) {
      const removed = await connections.get(connectionId);
      await deps.vault.remove(connectionId);
      await connections.remove(connectionId);
      if (removed) await deps.giveBack(removed, await connections.list());
      return afterwards(ok(null));
    },
    async 'choose-connection'({ connectionId, tabId }) {
      const chosen = await deps.frontTab.choose(tabId, connectionId);
      deps.changed();
      return chosen;
    },
    'choose-end': ({ connectionId, end }) =>
      withAllowed(connectionId, end, async () => {
        if (typeof end === 'object' && end.until - clock.now() < shortestBlock) return fail(cordonError('past-date'));
        // `For good` and a date hold for one block; the other choices stay.
        const once = typeof end === 'object' || end === 'for-good';
        await connections.change(connectionId, (current) =>
          once ? { ...current, nextEnd: end } : { ...current, end, nextEnd: undefined },
        );
        deps.changed();
        return ok(null);
      }),
    'find-contact': ({ connectionId, words }) =>
      withAllowed(connectionId, undefined, (connection, rules) =>
        withApi(connectionId, async (api) => {
          const found = await findContact(api, connection, words.trim());
          const only = found.ok && found.value.kind === 'one' ? found.value.contact : undefined;
          return only && isProtected(only, connection.consoleId, rules) ? fail(cordonError('protected')) : found;
        }),
      ),
    'block-contact': ({ pressId, connectionId, contactId, end }) =>
      withAllowed(connectionId, end, async (connection) => {
        if (!consoleOf(connection.consoleId).ids.contact.test(contactId)) return fail(cordonError('bad-contact'));
        const press = async (until: EndChoice) =>
          engine.block(
            {
              id: pressId,
              connectionId,
              reference: { kind: 'contact', contactId },
              pageName: '',
              end: endOf(until, clock.now()),
              endChosen: end !== undefined,
              fromPage: false,
              confirmed: true,
            },
            await deps.undoWindow(),
          );
        return shown(
          end === undefined ? await deps.withEnd(connectionId, press, ({ id }) => id === pressId) : await press(end),
        );
      }),
    'block-several': ({ pressId, connectionId, contactIds, end }) =>
      withAllowed(connectionId, end, async (connection, { severalMost }) => {
        const ids = [...new Set(contactIds)];
        if (ids.length > severalMost) return fail(cordonError('by-policy'));
        const { contact } = consoleOf(connection.consoleId).ids;
        if (!ids.every((id) => contact.test(id))) return fail(cordonError('bad-contact'));
        const press = (until: EndChoice) => {
          const presses = ids.map((contactId) => ({
            id: severalId(pressId, contactId),
            connectionId,
            reference: { kind: 'contact', contactId } as const,
            pageName: '',
            end: endOf(until, clock.now()),
            endChosen: end !== undefined,
            fromPage: false,
            confirmed: true,
          }));
          return engine.blockSeveral(presses, severalWindow);
        };
        return end === undefined ? deps.withEnd(connectionId, press, ({ made }) => made > 0) : press(end);
      }),
    'undo-several': async ({ pressId }) => ok(await engine.undoSeveral(pressId)),
    undo: async ({ blockId }) => shown(await engine.undo(blockId)),
    lift: async ({ blockId }) => shown(await engine.lift(blockId, await deps.undoWindow())),
    'change-end': async ({ blockId, end }) => {
      if (!isAllowedEnd(end, await deps.rules.current(), clock.now())) return fail(cordonError('by-policy'));
      return shown(await engine.changeEnd(blockId, endOf(end, clock.now()), await deps.undoWindow()));
    },
    describe: async ({ blockId, ...said }) => shown(await engine.describe(blockId, said)),
    release: async () => {
      await engine.releaseBraked();
      return ok(null);
    },
    async answer({ blockId, yes, contactId, rev }) {
      const answered = await engine.answer(blockId, yes, contactId, await deps.undoWindow(), rev);
      // Who lets it be knows that it was not done.
      if (answered.ok && !yes) await deps.news.see(blockId);
      return shown(answered);
    },
    seen: async () => {
      await deps.news.see();
      return ok(null);
    },
    retry: async ({ blockId }) => shown(await engine.retry(blockId)),
    'list-records': ({ connectionId }) =>
      withApi(connectionId, async (api) => {
        const [listed, blocks] = [await api.listRecords(), await engine.all()];
        const ours = blocks.filter((block) => block.connectionId === connectionId).flatMap((block) => block.ours);
        return listed.ok ? ok(listed.value.map((record) => recordView(record, ours))) : listed;
      }),
    'lift-record': ({ connectionId, recordId }) =>
      withApi(connectionId, async (api) => {
        // Record ids are small integers, as contact ids are: what is lifted must be a record that is there now.
        const record = await api.getRecord(recordId);
        if (!record.ok) return record;
        const lifted = await api.liftRecord(record.value.id);
        deps.changed();
        return lifted;
      }),
  };
}

/** Understands a typed id, name or e-mail. Certain is only an id, or an e-mail that exactly one contact has. */
async function findContact(
  api: ConsoleApi,
  connection: Connection,
  words: string,
): Promise<Result<Found, CordonError>> {
  const { ids } = consoleOf(connection.consoleId);
  const id = words.replace(/^#/, '');
  if (words === '') return fail(cordonError('bad-contact'));
  if (ids.contact.test(id)) {
    const contact = await api.getContact(id as ContactId);
    if (contact.ok) return ok({ kind: 'one', contact: contactView(contact.value) });
    return contact.error.code === 'gone' ? fail(cordonError('no-contact-found')) : contact;
  }
  const found = await api.findContacts(words);
  if (!found.ok) return found;
  const { contacts, partly } = found.value;
  const [first, ...others] = contacts;
  if (!first) return fail(cordonError('no-contact-found'));
  const certain = others.length === 0 && !partly && first.email?.toLowerCase() === words.toLowerCase();
  return ok(
    certain ? { kind: 'one', contact: contactView(first) } : { kind: 'several', contacts: contacts.map(contactView) },
  );
}

function contactView({ id, name, email }: Contact): ContactView {
  return { id, name, email };
}
