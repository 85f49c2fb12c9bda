import { type Reference, referenceKey } from '../consoles/types';
import { createPageAsk, isGone } from '../messaging/page-send';
import type { BlockView, PageWelcome } from '../messaging/protocol';
import { showable } from '../platform/hostile-text';
import { forPlaceholders, tongueOf, writingLanguage } from '../platform/language';
import type { PageApi } from '../platform/page-api';
import { removeDeadButtons } from './dead-buttons';
import { type Discovering, discoveryAtHand, forgetDiscovery } from './discovery-door';
import { elementAt, hear } from './dom';
import type { Beside } from './fitting';
import type { FoundName } from './found';
import { createKnownBlocks } from './known-blocks';
import { createLifetime } from './lifetime';
import { createMounts, isSame, type Mount } from './mounts';
import { createNews } from './news';
import { type Place, savingOf } from './place';
import { createPresses, sendable } from './presses';
import { createRefusals } from './refusals';
import { createReports } from './reports';
import { heardEvents, type Seen, seenAtHand } from './seen-door';
import { type Face, faceOf, type Say, untilChange } from './wording';

/** How long after a question that nobody answered the next one is asked, the first time (milliseconds), and how often at most. */
const askAgainAfter = 1_000;
const mostUnanswered = 5;

/** The inbox script's life in one frame: it finds names, keeps a button beside each, and shows what is known of each. */
export function startInbox(api: PageApi, document: Document, view: Window): void {
  const ask = createPageAsk(api);
  const say = createSay(api);
  const tongue = tongueOf(say);
  const language = writingLanguage(tongue.lang, api.i18n.getUILanguage());
  const known = createKnownBlocks(ask);
  const refusals = createRefusals(known.of);
  const places = new WeakMap<Mount, Place>();
  const mounts = createMounts(makePlace);
  const reports = createReports((report) => void ask('report', report));
  const listening = new AbortController();
  const news = createNews({ ask, say, atButtons, signal: listening.signal }, document, view);
  let names: readonly FoundName[] = [];
  let ambiguous = 0;
  let welcome: PageWelcome | undefined;
  let discovering: Discovering | undefined;
  let discovery: ReturnType<Discovering['by']> | undefined;
  let seen: Seen | undefined;
  let gone = false;
  let wakes = 0;
  let unanswered = 0;

  const lifetime = createLifetime({
    api,
    document,
    view,
    onWake: () => void wake(),
    onMutation: sync,
    onLeave: leave,
    onAsked: whoIsOpen,
  });
  const presses = createPresses({
    ask,
    known,
    refusals,
    say,
    faceOf: face,
    welcome: () => (gone ? undefined : welcome),
    look: () => discovery?.look().names ?? [],
    placeOf,
    isInSight: (reference) => [...mounts.all()].some((mount) => isOf(mount, reference) && isInSight(mount)),
    tellUntaken: news.tellUntaken,
    hold: lifetime.hold,
    nameOf: shownName,
    seen: () => seen,
    noteSight: reports.noteSight,
    sync,
    drawAll,
    showGone,
  });

  const first = { capture: true, passive: true, signal: listening.signal };
  for (const type of heardEvents) view.addEventListener(type, (event) => seen?.hear(event), first);
  hear(document, 'visibilitychange', news.look, { signal: listening.signal });
  removeDeadButtons(document);
  forgetDiscovery();

  async function wake(): Promise<void> {
    wakes += 1;
    const mine = wakes;
    const reply = await ask('wake', {});
    if (reply.ok && !discoveryAtHand()) await ask('discovery', {});
    // An answer that was overtaken tells what was, not what is.
    if (mine !== wakes || lifetime.away()) return;
    if (!reply.ok) {
      const { code } = reply.error;
      if (code === 'updated') return showGone();
      if (code === 'unknown-outcome' || code === 'not-allowed') wakeAgain(mine);
      // The background ended while it was asked: what is shown is no less true for that.
      if (code === 'unknown-outcome') return;
      welcome = undefined;
      presses.closeMenu();
      known.forget();
      mounts.clear();
      return;
    }
    unanswered = 0;
    const first = welcome?.connectionId !== reply.value.connectionId;
    welcome = reply.value;
    lifetime.agree(welcome.handshake);
    if (first) {
      // What another connection knew of these references is not about its contacts.
      known.forget();
      refusals.forget();
      discovery = undefined;
      const { contactAttributes, conversationAttributes = [] } = welcome.recipe.shapes;
      lifetime.watchAlso([...contactAttributes, ...conversationAttributes]);
    }
    seen ??= seenAtHand()?.({ view, now: () => performance.now(), standing });
    discovering ??= discoveryAtHand()?.(document, view, showNearby);
    discovery ??= discovering?.by(welcome.recipe);
    known.askAgain();
    reports.askedAgain();
    const learnt = sync();
    drawAll();
    // What the buttons tell needs no telling: first they must know it.
    await learnt;
    if (mine === wakes) news.look();
  }

  /** Asks once more after a question that nobody answered, later each time; nothing else would ask before something changes. */
  function wakeAgain(asked: number): void {
    if (unanswered >= mostUnanswered) return;
    unanswered += 1;
    setTimeout(
      () => {
        if (asked === wakes && !gone && !listening.signal.aborted) void wake();
      },
      askAgainAfter * 2 ** (unanswered - 1),
    );
  }

  /** Whose conversation or page this is, read at this moment. */
  function whoIsOpen() {
    if (gone || lifetime.away() || !welcome || !discovery) return undefined;
    const open = discovering?.open(discovery.look().names);
    if (!open) return undefined;
    return { connectionId: welcome.connectionId, reference: open.reference, name: sendable(open.name) };
  }

  /** Reads the page, and draws it; settles once what was not known of its contacts is learnt. */
  async function sync(): Promise<void> {
    if (isGone(api)) showGone();
    if (gone || lifetime.away() || !welcome || !discovery) return;
    seen?.changed();
    ({ names, ambiguous } = discovery.look());
    await showNearby();
  }

  /** Brings the buttons to what was last read. What a press means is read again then. */
  async function showNearby(): Promise<void> {
    if (gone || lifetime.away() || !welcome || !discovering) return;
    const shown = discovering.nearby.of(names);
    if (mounts.sync(shown, discovering)) drawAll();
    reports.note({ names: names.length + ambiguous, buttons: mounts.count(), references: names.length });
    await learn(shown.map(({ reference }) => reference));
  }

  async function learn(references: readonly Reference[]): Promise<void> {
    const asker = welcome?.connectionId;
    if (await known.learn(references, () => welcome?.connectionId === asker)) drawAll();
  }

  function makePlace(found: FoundName, createButton: Discovering['createButton']): Place {
    const button = createButton(document, found.place === 'heading', tongue, {
      pressed: (count) => void presses.pressed(place, count),
      menuAsked: () => void presses.openMenu(place),
      aimed: () => {
        place.aimedAt = place.found;
      },
      approached: lifetime.approach,
    });
    const place: Place = {
      found,
      button,
      aimedAt: undefined,
      lastPress: 0,
      saving: undefined,
      pressedFor: undefined,
    };
    places.set(place, place);
    seen?.watch({ host: button.host, part: button.part, who: () => referenceKey(place.found.reference) });
    return place;
  }

  function standing() {
    return [...mounts.all()].map(({ found, button }) => ({ who: referenceKey(found.reference), box: button.bounds() }));
  }

  function placeOf(found: FoundName): Place | undefined {
    void sync();
    const mount = [...mounts.all()].find((one) => isSame(one.found, found));
    return mount && places.get(mount);
  }

  function atButtons(): readonly string[] {
    return [...mounts.all()].flatMap((mount) => {
      const block = known.of(mount.found.reference);
      return block && tellsTrouble(block) && isInSight(mount) ? block.id : [];
    });
  }

  /** Whether the middle of a button is where a person sees it: neither scrolled away nor under anything. */
  function isInSight({ button }: Mount): boolean {
    const { left, right, top, bottom } = button.bounds();
    return elementAt(document, (left + right) / 2, (top + bottom) / 2) === button.host;
  }

  function face(place: Place): Face {
    return faceOf(
      {
        name: shownName(place),
        view: known.of(place.found.reference),
        saving: savingOf(place),
        refused: refusals.of(place),
        gone,
        end: welcome?.end ?? '1d',
        endsBlocks: welcome?.endsBlocks ?? true,
        blockedBy: welcome?.sentences.blockedBy,
        connectionLabel: welcome?.connectionLabel,
        passphrase: welcome?.passphrase,
        locked: welcome?.locked,
        now: Date.now(),
        language,
      },
      say,
    );
  }

  function shownName({ found }: Mount): string {
    return showable(found.name) || say('popup_unnamed');
  }

  function drawAll(): void {
    if (lifetime.away()) return;
    const unfit: Beside[] = [];
    let next: number | undefined;
    for (const mount of mounts.all()) {
      const place = places.get(mount);
      if (!place) continue;
      place.button.reachByTab(place.found.place === 'heading' || (welcome?.listTabStops ?? true));
      const heard = place.pressedFor === referenceKey(place.found.reference);
      const drawn = place.button.draw(face(place), heard);
      if (drawn || !discovering?.fitting.isFit(place.button.host)) {
        unfit.push({ button: place.button, name: place.found.element });
      }
      const view = known.of(place.found.reference);
      if (view) next = Math.min(next ?? Number.POSITIVE_INFINITY, untilChange(view, Date.now()));
    }
    discovering?.fitting.fitAll(unfit);
    lifetime.tickAfter(next, drawAll);
  }

  function showGone(): void {
    gone = true;
    presses.closeMenu();
    drawAll();
    lifetime.rest();
  }

  function leave(): void {
    presses.closeMenu();
    discovering?.nearby.stop();
    listening.abort();
    seen?.stop();
    mounts.clear();
    known.forget();
  }

  void wake();
}

/** Whether the button says that something is wrong with this block, or asks. */
function tellsTrouble({ state }: BlockView): boolean {
  return ['needs-you', 'failed', 'held'].includes(state.kind) || (state.kind === 'blocked' && !!state.notChanged);
}

function isOf({ found }: Mount, reference: Reference): boolean {
  return referenceKey(found.reference) === referenceKey(reference);
}

/** Reads sentences. Chromium throws once the extension is gone: then there is only one thing left to say, read while there was time. */
function createSay(api: PageApi): Say {
  const updated = api.i18n.getMessage('page_updated');
  const direction = api.i18n.getMessage('popup_direction');
  return (key, ...substitutions) => {
    try {
      return api.i18n.getMessage(key, forPlaceholders(substitutions, direction));
    } catch {
      return updated;
    }
  };
}
