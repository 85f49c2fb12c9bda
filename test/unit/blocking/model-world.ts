import { type Block, isAbout } from '../../../utils/blocking/block';
import { type EndChoice, endOf } from '../../../utils/blocking/end';
import { isOfSeveral, severalId, severalWindow } from '../../../utils/blocking/several-ids';
import { type ContactId, type ConversationId, type Reference, referenceKey } from '../../../utils/consoles/types';
import { cordonError } from '../../../utils/errors';
import { connectionId, createHeart, undoWindow } from '../helpers/heart';
import type { Command, History } from './model-commands';
import { createWatch } from './model-watch';

const day = 86_400_000;

/** Two of them have one name, so that words do not tell them apart. */
export const people = [
  { id: '1', name: 'Alex Morgan' },
  { id: '2', name: 'Bo Lind' },
  { id: '3', name: 'Kim Ode' },
  { id: '4', name: 'Kim Ode' },
] as const;

interface Named {
  readonly reference: Reference;
  readonly name: string;
  readonly mayMean: readonly string[];
}

/** Every way to name a contact: by its own id, by a conversation (whose number is another contact's id), by words. */
const references: readonly Named[] = [
  ...people.map(({ id, name }): Named => ({ reference: contact(id), name, mayMean: [id] })),
  { reference: conversation('2'), name: 'Alex Morgan', mayMean: ['1'] },
  { reference: conversation('1'), name: 'Bo Lind', mayMean: ['2'] },
  { reference: { kind: 'words', words: 'Bo Lind' }, name: 'Bo Lind', mayMean: ['2'] },
  { reference: { kind: 'words', words: 'Kim Ode' }, name: 'Kim Ode', mayMean: ['3', '4'] },
  { reference: conversation('9'), name: 'Kim Ode', mayMean: ['3'] },
];

const ends: readonly EndChoice[] = ['1h', '1d', '7d', 'for-good'];

/** What lets blocks go out before their window is over. */
function closesWindows({ kind }: Command): boolean {
  return [
    'access',
    'tabClosed',
    'restart',
    'cutOff',
    'retry',
    'release',
    'answer',
    'triggers',
    'key',
    'connection',
    'setClock',
  ].includes(kind);
}

function contact(id: string): Reference {
  return { kind: 'contact', contactId: id as ContactId };
}

function conversation(id: string): Reference {
  return { kind: 'conversation', conversationId: id as ConversationId };
}

/** The ids of those whom a reference may mean. */
function meantBy(reference: Reference): readonly string[] {
  const key = referenceKey(reference);
  return references.find((one) => referenceKey(one.reference) === key)?.mayMean ?? [];
}

/** A heart, what is done to it, and who watches. */
export function createWorld({ endsBlocks, tellsState, tellsMade }: Omit<History, 'commands'>) {
  let seed = 1;
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const heart = createHeart({ endsBlocks, tellsState, copies: false, random });
  for (const person of people) heart.console.add(person);
  heart.console.converse('2', '1');
  heart.console.converse('1', '2');
  heart.console.converse('9', '3');
  heart.console.ways.tellsMade = tellsMade;
  const watch = createWatch(heart, { endsBlocks, tellsMade });
  let pressed = 0;
  const pressIds: string[] = [];
  const severalIds: string[] = [];

  const pick = (which: number): Block | undefined => {
    const blocks = [...heart.store.blocks.values()];
    return blocks[which % Math.max(1, blocks.length)];
  };

  async function press(command: Extract<Command, { kind: 'press' }>): Promise<void> {
    const named = references[command.reference];
    if (!named) return;
    pressed += 1;
    const old = command.pressId === undefined ? undefined : pressIds[command.pressId % Math.max(1, pressIds.length)];
    const id = old ?? `p${pressed}`;
    pressIds.push(id);
    watch.pressing(named.mayMean);
    const until = endOf(ends[command.end] ?? '1d', heart.now()).until;
    const result = await heart.press(named.reference, {
      id,
      name: command.wrongName ? 'Nobody Here' : named.name,
      end: ends[command.end] ?? '1d',
      chosen: command.chosen,
      ...(command.tab !== undefined && { tabId: command.tab }),
    });
    if (!result.ok) return;
    watch.pressed(named.reference, result.value, named.mayMean);
    // Sent again, it is the same press; but the id of one that only joined another block is not kept, and then it is a press anew.
    if (old === undefined) watch.wanted(named.reference, result.value, command.chosen ? until : undefined);
    if (old !== undefined || named.reference.kind !== 'contact') watch.unclear(named.mayMean);
  }

  async function pressSeveral(command: Extract<Command, { kind: 'several' }>): Promise<void> {
    pressed += 1;
    const pressId = `q${pressed}`;
    const end = endOf(ends[command.end] ?? '1d', heart.now());
    const ids = command.contacts.flatMap((index) => people[index]?.id ?? []);
    watch.pressing(ids);
    const presses = ids.map((id) => ({
      id: severalId(pressId, id),
      connectionId,
      reference: contact(id),
      pageName: '',
      end,
      endChosen: true,
      fromPage: false,
      confirmed: true,
    }));
    const result = await heart.engine().blockSeveral(presses, severalWindow);
    if (!result.ok) return;
    severalIds.push(pressId);
    for (const id of ids) {
      const [found] = await heart.engine().find(connectionId, [contact(id)]);
      // Another press on the same contact may be on its way, and joins the block that took this end.
      const took = [...heart.store.blocks.values()].find(
        (one) => isAbout(one, connectionId, referenceKey(contact(id))) && one.chosenAt === heart.now(),
      );
      const block = took ?? found;
      if (!block) return void watch.broken.push(`${id} was blocked with others, and is forgotten at once`);
      watch.pressed(contact(id), block, [id]);
      watch.wanted(contact(id), block, end.until);
    }
  }

  async function undoSeveral(which: number): Promise<void> {
    const pressId = severalIds[which % Math.max(1, severalIds.length)];
    if (pressId === undefined) return;
    const before = [...heart.store.blocks.values()].filter(({ id }) => isOfSeveral(id, pressId));
    await heart.engine().undoSeveral(pressId);
    for (const block of before) {
      watch.undone(block, heart.store.blocks.get(block.id));
      if (block.wish.kind === 'not-blocked' && heart.store.blocks.get(block.id)?.wish.kind === 'blocked')
        watch.broken.push('a lift that was taken back with several');
    }
  }

  function setRight(what: 'network' | 'key' | 'connection', there: boolean): void {
    const { console: api, network, connected } = heart;
    if (what === 'network') {
      network.up = there;
      api.ways.refusal = there ? undefined : cordonError('no-network');
      if (there) void heart.engine().networkBack();
      return;
    }
    if (what === 'key') api.ways.refusal = there ? undefined : cordonError('bad-key', { status: 401 });
    else connected.value = there;
    if (there) watch.seenTo();
    if (there) void heart.engine().connectionReady(connectionId);
  }

  /** Does it. What the heart does then is not waited for: a request may be held for long. */
  async function run(command: Command): Promise<void> {
    const engine = heart.engine();
    if (closesWindows(command)) watch.windowsClosed();
    switch (command.kind) {
      case 'press':
        return press(command);
      case 'undo': {
        const block = pick(command.which);
        if (!block) return;
        const result = await engine.undo(block.id);
        if (result.ok) watch.undone(block, result.value);
        return;
      }
      case 'lift': {
        const lifted = await engine.lift(pick(command.which)?.id ?? '', undoWindow);
        if (lifted.ok) watch.forget(lifted.value);
        return;
      }
      case 'retry':
        watch.seenTo();
        await engine.retry(pick(command.which)?.id ?? '');
        return;
      case 'changeEnd': {
        const hours = [1, 24, 168, 87_600][command.end] ?? 1;
        const end = { until: heart.now() + hours * 3_600_000, forGood: false };
        const changed = await engine.changeEnd(pick(command.which)?.id ?? '', end, undoWindow);
        if (!changed.ok) return;
        const { contact: known, reference } = changed.value;
        watch.wanted(undefined, changed.value, end.until);
        // Whose end it is comes out when it is known who is meant.
        if (!known) watch.unclear(meantBy(reference));
        return;
      }
      case 'answer': {
        const contactId = people[command.contact]?.id as ContactId | undefined;
        const block = pick(command.which);
        if (command.yes && block?.state.kind === 'needs-you') watch.saidYes(block, contactId);
        if (!block) return;
        watch.seenTo();
        const result = await engine.answer(block.id, command.yes, contactId, undoWindow);
        if (result.ok) watch.undone(block, result.value);
        return;
      }
      case 'tabClosed':
        void engine.tabClosed(command.tab);
        return;
      case 'several':
        return pressSeveral(command);
      case 'undoSeveral':
        return undoSeveral(command.which);
      case 'access':
        void engine.accessReady(connectionId);
        return;
      case 'release':
        void engine.releaseBraked();
        return;
      case 'check':
        void engine.checkAll();
        return;
      case 'triggers':
        // An alarm, the popup and a network that returns, at one moment.
        void Promise.all([engine.drive(), engine.drive(), engine.networkBack(), engine.browserStarted()]);
        return;
      case 'restart':
        heart.kill();
        heart.console.flights.cutAll(command.fate);
        await heart.pass(command.offFor);
        void heart.engine().start();
        if (command.browser) void heart.engine().browserStarted();
        return;
      case 'cutOff':
        heart.console.flights.fill('done');
        await heart.pass(command.after);
        heart.kill();
        heart.console.flights.cutAll(command.fate);
        void heart.engine().start();
        return;
      case 'pass':
        return heart.pass(command.milliseconds);
      case 'setClock':
        heart.setClock(command.milliseconds);
        watch.clockSet();
        return;
      case 'fault': {
        const { call, code, after, times, pause } = command.fault;
        const waits = code === 'rate-limited' || code === 'server-error';
        const details = waits && pause !== undefined ? { notBefore: heart.now() + pause } : {};
        for (let time = 0; time < times; time += 1) heart.console.failNext(call, cordonError(code, details), after);
        return;
      }
      case 'hold':
        return heart.console.flights.fill(command.fate);
      case 'land':
        return heart.console.flights.landAll();
      case 'console':
        heart.console.ways.lag = endsBlocks ? command.lag : 0;
        heart.console.ways.doubleNext = command.double && endsBlocks;
        heart.console.ways.tellsIds = command.tells;
        heart.console.ways.tellsState = tellsState && !command.silent;
        return;
      case 'others': {
        const contactId = people[command.contact]?.id as ContactId;
        // Nobody acts in the same millisecond as Cordon: a mark tells whose it is by when it was made.
        await heart.pass(1);
        const until = heart.now() + command.days * day + 12_345;
        if (command.adds) heart.console.record({ rule: 'contact', contactId, until });
        else for (const { id } of [...heart.console.records]) if (idOf(id) === contactId) heart.console.remove(id);
        watch.othersTouched(contactId);
        return;
      }
      default:
        return setRight(command.kind, command.there);
    }
  }

  function idOf(recordId: string): ContactId | undefined {
    return heart.console.records.find(({ id }) => id === recordId)?.contactId;
  }

  /** Everything that was broken is whole again, and time enough passes for all that waits. */
  async function comeToRest(): Promise<void> {
    heart.console.flights.landAll();
    heart.console.heal();
    heart.network.up = true;
    heart.connected.value = true;
    void heart.engine().networkBack();
    await heart.settle();
    watch.seenTo();
    void heart.engine().connectionReady(connectionId);
    await heart.pass(3 * day);
    void heart.engine().checkAll();
    await heart.settle();
  }

  return { heart, watch, run, comeToRest };
}
