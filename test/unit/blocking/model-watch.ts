import { type Block, endOfBlock, isAbout, isLive, isTrouble, mayBeDone } from '../../../utils/blocking/block';
import { readStored } from '../../../utils/blocking/block-schema';
import { isNo } from '../../../utils/blocking/retry';
import { type Reference, referenceKey } from '../../../utils/consoles/types';
import { connectionId, type Heart } from '../helpers/heart';

const day = 86_400_000;

/** What must never be, whatever happens: looked at with every request, after every command, and at rest. */
export function createWatch(
  heart: Heart,
  { endsBlocks, tellsMade }: { readonly endsBlocks: boolean; readonly tellsMade: boolean },
) {
  const { console: api, store } = heart;
  const mayBlock = new Set<string>();
  const everMade = new Set<string>();
  const answered: { readonly key: string; readonly blockId: string; readonly mayMean: readonly string[] }[] = [];
  const windows = new Map<string, number>();
  const undoneIds = new Set<string>();
  /** Contacts on whom other people worked, so that the console need not hold what was wished. */
  const touched = new Set<string>();
  /** Those among them on whom Cordon had worked before. */
  const touchedAfter = new Set<string>();
  /** Those among them of whom nobody knew at that time whether Cordon's own request had been done. */
  const touchedInDoubt = new Set<string>();
  /** Contacts of whom a request was given up while nobody knew its outcome. */
  const unknown = new Set<string>();
  /** Contacts of whom the console once did not tell whether they are blocked. */
  const untold = new Set<string>();
  const doubled = new Set<string>();
  const lost = new Set<string>();
  /** Contacts whom the console blocked and said no. */
  const lied = new Set<string>();
  /** Records that the console lifted and said no, and does not tell of. */
  const liftsLied = new Set<string>();
  const lagged = new Set<string>();
  const isDoubled = (id: string) => doubled.has(id) || (lost.has(id) && lagged.has(id));
  let clockWasSet = false;
  const broken: string[] = [];
  /** Until when each contact is to be blocked by the last word about it. */
  const lastWord = new Map<string, number>();
  /** Since when nothing may leave: until a time, or until a person has seen to it. */
  let shut: { readonly since: number; readonly until: number } | undefined;

  api.ways.onRefused = ({ code, notBefore = 0 }) => {
    const since = heart.now();
    const pause = code === 'rate-limited' ? notBefore - since : 0;
    const until = code === 'bad-key' || pause > day ? Number.POSITIVE_INFINITY : since + pause;
    if (until > Math.max(since, shut?.until ?? 0)) shut = { since, until };
  };

  api.ways.onCall = (call) => {
    const [what, id = ''] = call.split(' ');
    // What leaves at the moment of the answer may have left before it.
    if (shut && !clockWasSet && heart.now() > shut.since && heart.now() < shut.until)
      broken.push(`${call} inside a pause`);
    if (what === 'block') onBlock(id);
    if (what === 'lift') onLift(id);
  };

  api.ways.onUntold = (id) => void untold.add(id);
  api.ways.onDouble = (id) => void doubled.add(id);
  api.ways.onMade = (id) => {
    if (api.ways.lag > 0) lagged.add(id);
  };
  // Neither in the list yet nor answered: nobody can know that it was made.
  api.ways.onLost = (call, error) => {
    const [what, id = ''] = call.split(' ');
    if (what === 'block' && error && isNo(error)) lied.add(id);
    if (what === 'lift' && error && isNo(error) && !api.ways.tellsState) liftsLied.add(id);
    if (what === 'block') lost.add(id);
  };

  function sender(contactId: string): Block | undefined {
    return [...store.blocks.values()].find(
      (block) => block.contact?.id === contactId && block.state.kind === 'sending',
    );
  }

  function onBlock(contactId: string): void {
    const block = sender(contactId);
    if (!mayBlock.has(contactId)) broken.push(`a request for ${contactId}, whom nobody pressed`);
    if (block?.wish.kind !== 'blocked' || !block.sent) broken.push('a block request that was not stored before');
    if (block && undoneIds.has(block.id)) broken.push('a request for a wish that was undone');
    if (!clockWasSet && (windows.get(block?.id ?? '') ?? 0) > heart.now()) broken.push('a request inside the window');
    everMade.add(contactId);
  }

  function onLift(recordId: string): void {
    const record = api.records.find(({ id }) => id === recordId);
    if (!record) return;
    const block = sender(record.contactId ?? '');
    if (!block) return void broken.push('a lift that was not stored before');
    const own = api.isCordons(recordId);
    // A console with one mark per contact cannot tell who set it last, unless it says when; nor then, where an answer was lost.
    const id = record.contactId ?? '';
    const undecidable = !endsBlocks && touchedAfter.has(id) && (!tellsMade || lost.has(id) || touchedInDoubt.has(id));
    const byItself = block.automatic || block.wish.kind === 'blocked';
    if (byItself && !own && !undecidable) broken.push('a record that Cordon did not make, removed by itself');
    // A person may lift what the console did not tell of; Cordon by itself may not.
    const unseen = !endsBlocks && untold.has(record.contactId ?? '');
    const named = block.named?.some((one) => one.id === recordId && one.madeAt === record.madeAt);
    if (!byItself && !own && !named && !undecidable && !unseen) broken.push('a foreign record removed unasked');
    const end = block.previous?.wish.kind === 'blocked' ? block.previous.wish.until : 0;
    if (block.automatic && heart.time() < end) broken.push('lifted before its end by the server clock');
    const notChanged = block.previous?.state.kind === 'blocked' && block.previous.state.notChanged;
    // Ends that are less than a minute apart are one choice.
    if (block.automatic && !clockWasSet && !notChanged && (lastWord.get(id) ?? 0) - 60_000 > heart.time())
      broken.push(`${id} lifted by itself, though it was wanted blocked for longer`);
  }

  /** After every command. */
  function look(): void {
    for (const block of store.blocks.values()) {
      const id = block.contact?.id;
      if (block.state.kind === 'waiting') windows.set(block.id, block.state.sendsAt);
      if ((block.state.kind === 'failed' || isTrouble(block)) && mayBeDone(block) && id) unknown.add(id);
      if (block.state.kind !== 'blocked' || !id) continue;
      const listed = api.records.some(({ contactId }) => contactId === id);
      if (!everMade.has(id) && !listed && !touched.has(id)) broken.push(`${id} called blocked, and never was`);
    }
  }

  /** At rest the console holds what was wished, or the block says why not. */
  function lookAtRest(): void {
    look();
    const blocks = [...store.blocks.values()];
    for (const block of blocks) {
      if (readStored(structuredClone(block)).kind !== 'block') broken.push('a stored block that cannot be read');
      if (isLive(block)) broken.push(`never comes to rest: ${block.state.kind}`);
      if (block.state.kind === 'held' && block.state.error.code !== 'braked') broken.push('still held');
      lookAtConsole(block);
    }
    for (const { key, blockId, mayMean } of answered) {
      const kept =
        undoneIds.has(blockId) ||
        blocks.some(
          (block) =>
            block.id === blockId ||
            isAbout(block, connectionId, key) ||
            (key.startsWith('words') && mayMean.some((id) => isAbout(block, connectionId, `contact ${id}`))),
        );
      if (!kept) broken.push(`a press that was answered and is lost: ${key}`);
    }
    if (heart.circuits.get(connectionId)?.open) {
      const { until = Number.POSITIVE_INFINITY } = heart.circuits.get(connectionId)?.open ?? {};
      if (until > heart.now()) broken.push('nothing may leave any more');
    }
    for (const [id, until] of lastWord) {
      const block = blocks.find(({ contact }) => contact?.id === id);
      const lifted = block?.state.kind === 'lifted' && !block.state.elsewhere;
      if (until > heart.now() && lifted && !clockWasSet && !touched.has(id)) broken.push(`${id} wanted, and lifted`);
    }
    lookForDoubles(blocks);
  }

  function lookAtConsole(block: Block): void {
    const id = block.contact?.id;
    if (!id || touched.has(id)) return;
    const now = heart.now();
    const standing = api.records.filter((record) => record.contactId === id && record.until > now);
    const { state } = block;
    if (state.kind === 'blocked') {
      const end = endOfBlock(block);
      if (state.endedBy === 'console' && end > now && !standing.some(({ until }) => Math.abs(until - end) < 1_000))
        broken.push(`${id} called blocked until ${end}, and the console has ${standing.map(({ until }) => until)}`);
      if (state.endedBy === 'cordon' && standing.length === 0 && !liftsLied.has(id))
        broken.push(`${id} called blocked, and is not`);
      if (state.endedBy === 'cordon' && end <= Math.min(now, heart.time()))
        broken.push('never lifted, and not said why');
    }
    const denied = state.kind === 'failed' && block.wish.kind === 'blocked' && !mayBeDone(block);
    if (denied && !unknown.has(id) && !lied.has(id) && !clockWasSet && !isDoubled(id) && standing.length > 0)
      broken.push(`${id} called not blocked, and is`);
    const over = state.kind === 'lifted' || (state.kind === 'undone' && !unknown.has(id) && !lied.has(id));
    // A clock that was wrong makes records look ended that are not, and the list is read by that clock.
    if (over && !clockWasSet && !isDoubled(id) && standing.length > 0)
      broken.push(`${id} called ${state.kind}, and is blocked`);
  }

  function lookForDoubles(blocks: readonly Block[]): void {
    const now = heart.now();
    const own = api.records.filter((record) => api.isCordons(record.id) && record.until > now);
    for (const record of own) {
      const id = record.contactId ?? '';
      if (touched.has(id) || isDoubled(id) || unknown.has(id) || lied.has(id) || clockWasSet) continue;
      const same = own.filter(({ contactId }) => contactId === id);
      // Also of a block whose lift did not come about: it stands as it did.
      const said = blocks.some(({ contact, state, previous }) =>
        [state, previous?.state].some((one) => contact?.id === id && one?.kind === 'blocked' && one.notChanged),
      );
      if (same.length > 1 && !said) broken.push(`${same.length} records of ${id}`);
      const known = blocks.some(({ contact, previous }) => [contact, previous?.contact].some((one) => one?.id === id));
      if (!known) broken.push(`${id} is blocked, and Cordon has forgotten`);
    }
  }

  function forget({ contact, reference }: Block): void {
    const id = contact?.id ?? (reference.kind === 'contact' ? reference.contactId : '');
    lastWord.delete(id);
  }

  return {
    broken,
    look,
    lookAtRest,
    pressing(contacts: readonly string[]): void {
      for (const id of contacts) mayBlock.add(id);
    },
    pressed(reference: Reference, block: Block, mayMean: readonly string[]): void {
      // An id whose block gave way to another since is a new press.
      if (block.state.kind !== 'undone') undoneIds.delete(block.id);
      answered.push({ key: referenceKey(reference), blockId: block.id, mayMean });
    },
    /** A press or a change was answered: the contact is to be blocked until then, or as long as the block says. */
    wanted(reference: Reference | undefined, block: Block, chosen: number | undefined): void {
      const until = block.wish.kind === 'blocked' ? block.wish.until : 0;
      const forNobody = block.state.kind === 'blocked' && block.state.endedBy === 'nobody';
      if (until <= heart.now() && !forNobody && block.state.kind !== 'needs-you')
        broken.push(`a wish that was answered with a ${block.state.kind} whose time is over`);
      // For good is for good, whenever it was chosen.
      const forGood = block.wish.kind === 'blocked' && block.wish.forGood;
      if (chosen !== undefined && !forGood && Math.abs(until - chosen) > 60_000)
        broken.push('a chosen end that was dropped');
      const named = reference ?? block.reference;
      const id = named.kind === 'contact' ? named.contactId : reference ? undefined : block.contact?.id;
      // An end that was chosen through another reference may still be on its way to this contact.
      const other = [...store.blocks.values()].some((one) => one.id !== block.id && !one.contact && one.chosenAt);
      if (id !== undefined && chosen === undefined && other) lastWord.delete(id);
      else if (id !== undefined) lastWord.set(id, until);
    },
    /** Which end holds for these comes out later. */
    unclear(contacts: readonly string[]): void {
      for (const id of contacts) lastWord.delete(id);
    },
    /** Somebody decided otherwise about the block's contact. */
    forget,
    /** A person has seen to what keeps from sending, but for a pause. */
    seenTo(): void {
      if (shut?.until === Number.POSITIVE_INFINITY) shut = undefined;
    },
    undone(before: Block, after: Block | undefined): void {
      forget(before);
      if (after?.state.kind === 'undone' && before.wish.kind === 'blocked') undoneIds.add(before.id);
    },
    saidYes(block: Block, contactId: string | undefined): void {
      if (block.state.kind !== 'needs-you') return;
      const offered = block.state.contacts ?? [];
      for (const { id } of offered) if (id === contactId || offered.length === 1) mayBlock.add(id);
    },
    othersTouched(contactId: string): void {
      touched.add(contactId);
      if (everMade.has(contactId)) touchedAfter.add(contactId);
      const own = [...store.blocks.values()].filter(({ contact }) => contact?.id === contactId);
      if (own.some(mayBeDone)) touchedInDoubt.add(contactId);
    },
    windowsClosed(): void {
      windows.clear();
    },
    clockSet(): void {
      clockWasSet = true;
    },
  };
}
