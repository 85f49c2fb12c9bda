import type { Described } from '../blocking/block';
import type { EndChoice } from '../blocking/end';
import { type Reference, referenceKey } from '../consoles/types';
import { cordonError } from '../errors';
import type { PageAsk } from '../messaging/page-send';
import type { BlockView, PageWelcome } from '../messaging/protocol';
import { isConnected } from './dom';
import type { FoundName } from './found';
import type { createKnownBlocks } from './known-blocks';
import { type MenuLimits, menuAtHand, noteAtHand } from './menu-door';
import { isSame } from './mounts';
import { type Place, savingOf } from './place';
import { isUndoPress } from './press';
import type { createRefusals, Refusal } from './refusals';
import type { Seen } from './seen-door';
import { type Face, menuOf, type Saving, type Say, sentenceOf, startsAnew } from './wording';

/** What presses need of the page around them. */
export interface PressDeps {
  readonly ask: PageAsk;
  readonly known: ReturnType<typeof createKnownBlocks>;
  readonly refusals: ReturnType<typeof createRefusals>;
  readonly say: Say;
  readonly faceOf: (place: Place) => Face;
  /** The contact's name, fit to show. */
  readonly nameOf: (place: Place) => string;
  /** What serves this page; undefined where nothing does, or nothing any more. */
  readonly welcome: () => PageWelcome | undefined;
  /** Reads the page again at this very moment. */
  readonly look: () => readonly FoundName[];
  /** Where the page has drawn this contact by now, whatever it did with the element that was read. */
  readonly placeOf: (found: FoundName) => Place | undefined;
  /** Whether a button of this contact is in sight. */
  readonly isInSight: (reference: Reference) => boolean;
  /** Says of a press in the page's corner that it was not taken, as long as that holds, where no button in sight can say it. */
  readonly tellUntaken: (refusal: Refusal, holds: () => boolean) => void;
  /** Keeps the page from closing without a question until the promise settles. */
  readonly hold: <T>(promise: Promise<T>) => Promise<T>;
  /** What watches whether buttons are seen; where it is missing, none is. */
  readonly seen: () => Seen | undefined;
  /** Tells whether the press just made was not seen, for the page's health. */
  readonly noteSight: (seen: boolean) => void;
  readonly sync: () => void;
  readonly drawAll: () => void;
  readonly showGone: () => void;
}

/** Two presses closer together than this on something that was not taken are one (milliseconds). */
const joined = 700;

// A name longer than this is not sent whole (characters); the API's own name is compared with what was sent.
const longestName = 1_000;

/** A name as it is sent to the background. */
export function sendable(name: string): string {
  return name.toWellFormed().slice(0, longestName);
}

/** Carries what a person does with a button to the background, if it is still about whom it was meant for. */
export function createPresses(deps: PressDeps) {
  const { ask, known, refusals, say } = deps;
  let closeMenu: (() => void) | undefined;
  let closeNote: (() => void) | undefined;
  let explained = false;

  /** True where the contact read right now is who the button was drawn for, and who was aimed at. */
  function isStillThere(place: Place, aimed: FoundName): boolean {
    const now = deps.look().find(({ element }) => element === place.found.element);
    return now !== undefined && isSame(now, place.found) && isSame(now, aimed);
  }

  /** Whether a press belongs to the one before it, which was not taken. After "Press again" only the same double-click does. */
  function isJoined(place: Place, count: number, since: number): boolean {
    const refusal = refusals.of(place);
    return refusal !== undefined && (refusal.error.code === 'moved' ? count > 1 : since < joined);
  }

  /** Who the pointer went down on. Keys and voices have no pointer: they mean who the button shows. */
  function takeAim(place: Place, byPointer: boolean): FoundName {
    const aimed = byPointer ? place.aimedAt : undefined;
    place.aimedAt = undefined;
    return aimed ?? place.found;
  }

  async function pressed(place: Place, count: number): Promise<void> {
    const now = Date.now();
    const since = now - place.lastPress;
    place.lastPress = now;
    const { press } = deps.faceOf(place);
    const aimed = takeAim(place, count > 0);
    // Before anything is drawn anew.
    const sight = deps.seen()?.judge(place.button.host, count > 0);
    if (press === 'nothing' || (press === 'block' && isJoined(place, count, since))) return;
    if (press === 'undo' && !isUndoPress(count, since)) return;
    if (!isStillThere(place, aimed)) return moveOn(place, press === 'block' || press === 'undo' ? press : undefined);
    if (press === 'menu') return openMenu(place, aimed);
    // Where the list has just moved, another's Undo stands where the one was that is meant.
    if (sight === 'moved' && (press === 'block' || press === 'undo')) return refuse(place, press, 'moved');
    if (press === 'block') return block(place, note(sight === 'seen'));
    const standing = known.of(place.found.reference);
    if (!standing) return;
    closeNote?.();
    if (press === 'question') await ask('show', { blockId: standing.id });
    else await settle(place, 'undo', standing.reference, ask('undo', { blockId: standing.id }));
  }

  /** Draws who is there now, and says that what was pressed for (`what`) was meant for somebody else, or for a button that is gone. */
  function moveOn(place: Place, what?: Saving): void {
    deps.sync();
    if (isConnected(place.button.host)) refuse(place, 'block', 'contact-changed');
    else if (what) deps.tellUntaken({ what, error: cordonError('contact-changed') }, () => true);
  }

  function refuse(place: Place, what: Saving, code: 'contact-changed' | 'moved'): void {
    place.pressedFor = referenceKey(place.found.reference);
    refusals.noteAt(place, what, code);
    deps.drawAll();
  }

  function note(seen: boolean): boolean {
    deps.noteSight(seen);
    return seen;
  }

  async function block(place: Place, seen: boolean, chosen?: { end: EndChoice } & Described): Promise<void> {
    const { found } = place;
    const { reference, name } = found;
    const payload = { pressId: crypto.randomUUID(), reference, name: sendable(name), seen };
    const shown = deps.nameOf(place);
    const taken = await settle(place, 'block', reference, ask('block', { ...payload, ...chosen }));
    if (taken) await tell(place, found, shown);
  }

  /**
   * Shows that a press is on its way, and then what the background made of it; true where it was taken. Until it is stored, the page
   * asks to stay.
   */
  async function settle(
    place: Place,
    what: Saving,
    reference: Reference,
    asking: ReturnType<typeof ask<'block' | 'undo' | 'lift' | 'change-end'>>,
  ): Promise<boolean> {
    const whose = referenceKey(reference);
    place.pressedFor = whose;
    place.saving = { of: whose, what };
    // What was chosen in a menu is a press, too: a second Enter right behind it is none for Undo.
    place.lastPress = Date.now();
    refusals.drop(place, reference);
    deps.drawAll();
    const reply = await deps.hold(asking);
    if (place.saving?.of === whose) place.saving = undefined;
    if (reply.ok) known.remember(reference, reply.value);
    else if (reply.error.code === 'updated') deps.showGone();
    else refusals.note(reference, what, reply.error);
    deps.drawAll();
    if (!reply.ok && reply.error.code !== 'updated' && !deps.isInSight(reference)) {
      deps.tellUntaken({ what, error: reply.error }, () => refusals.holds(reference));
    }
    return reply.ok;
  }

  /** What Block does here and what it does not, at a connection's first use, and why, where that has to be said. It waits for nobody. */
  async function tell(place: Place, found: FoundName, name: string): Promise<void> {
    const welcome = deps.welcome();
    const made = known.of(found.reference);
    if (!welcome || !made) return;
    const asks = welcome.reasonRequired && !made.reason && made.state.kind !== 'needs-you';
    const about = welcome.firstUse && !explained ? aboutOf(welcome) : [];
    if (!asks && !about[0]) return;
    explained = true;
    if (!noteAtHand()) await ask('menu', {});
    const why = {
      name,
      reasons: welcome.reasons,
      onReason: (reason: string) => describe(found, made, { reason }),
      onLeft: () => {
        if (isStillThere(place, found)) place.button.focus();
      },
    };
    closeNote = noteAtHand()?.({ about, say, why: asks ? why : undefined });
  }

  /** Says why, of a block that was made. */
  async function describe({ reference }: FoundName, { id }: BlockView, said: Described): Promise<string | undefined> {
    const reply = await deps.hold(ask('describe', { blockId: id, ...said }));
    if (!reply.ok) return sentenceOf(reply.error, say);
    known.remember(reference, reply.value);
    return undefined;
  }

  function aboutOf({ sentences }: PageWelcome): readonly string[] {
    return [say(sentences.does), say(sentences.doesNot)];
  }

  function limitsOf({ longestHours, forGood, liftFromPage }: PageWelcome, standing: BlockView | undefined): MenuLimits {
    const standsUntil = standing?.forGood ? Number.POSITIVE_INFINITY : standing?.until;
    return { longestHours, forGood, mayLift: liftFromPage, standsUntil };
  }

  async function openMenu(place: Place, aimed = takeAim(place, true)): Promise<void> {
    closeMenu?.();
    const welcome = deps.welcome();
    if (!welcome || savingOf(place) || !isStillThere(place, aimed)) return;
    const meant = place.found;
    const there = () => (isStillThere(place, meant) ? place : deps.placeOf(meant));
    const reply = menuAtHand() ? undefined : await ask('menu', {});
    if (reply?.ok === false && reply.error.code === 'updated') return deps.showGone();
    const open = menuAtHand();
    if (!open) return;
    if (!isStillThere(place, meant)) return moveOn(place);
    const standing = known.of(meant.reference);
    const { lifts, ends } = menuOf(standing);
    if (!lifts && ends === 'none') return;
    closeNote?.();
    closeMenu = open({
      anchor: place.button.bounds,
      name: deps.nameOf(place),
      lifts,
      ends,
      end: welcome.end,
      limits: limitsOf(welcome, ends === 'change' ? standing : undefined),
      about: [...aboutOf(welcome), ...(welcome.endsBlocks && ends !== 'none' ? [say('page_ten_years_note')] : [])],
      say,
      block: standing,
      described: standing && !startsAnew(standing) ? standing : undefined,
      reasons: welcome.reasons,
      agentName: welcome.agentName,
      onDescribe: async (said) => standing && describe(meant, standing, said),
      watch: (host, part) => deps.seen()?.watch({ host, part }),
      isSeen: (host, clicked, byPointer) => deps.seen()?.judge(host, byPointer, clicked) === 'seen',
      onEnd: (end, seen, said) => {
        const now = there();
        if (!now) return moveOn(place, ends === 'block' || !standing ? 'block' : 'change');
        note(seen);
        if (ends === 'block' || !standing) void block(now, seen, { end, ...said });
        else void settle(now, 'change', meant.reference, ask('change-end', { blockId: standing.id, end, seen }));
      },
      onLift: (seen) => {
        const now = there();
        if (!now) return moveOn(place, 'lift');
        note(seen);
        if (standing) void settle(now, 'lift', meant.reference, ask('lift', { blockId: standing.id, seen }));
      },
      onClose: (unasked) => {
        closeMenu = undefined;
        if (!unasked || isStillThere(place, meant)) place.button.focus(unasked);
      },
    });
  }

  return {
    pressed,
    openMenu: (place: Place) => openMenu(place),
    closeMenu() {
      closeMenu?.();
      closeNote?.();
    },
  };
}
