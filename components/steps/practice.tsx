import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { endOf } from '../../utils/blocking/end';
import type { Settings } from '../../utils/connections/settings-store';
import type { BlockView } from '../../utils/messaging/protocol';
import type { Button } from '../../utils/page/button';
import { isUndoPress } from '../../utils/page/press';
import { faceOf, type Say } from '../../utils/page/wording';
import { tongueOf } from '../../utils/platform/language';
import { type PopupPort, usePort } from '../popup/port';
import { useNow } from '../popup/use-now';
import { ActionButton } from '../shared/action-button';
import { useStatus } from '../shared/status';

type Stage =
  | { readonly kind: 'idle' | 'undone' | 'menu' }
  | { readonly kind: 'waiting'; readonly sendsAt: number; readonly until: number }
  | { readonly kind: 'blocked'; readonly until: number };

const sentences = {
  idle: 'options_practice_idle',
  undone: 'options_practice_undone',
  menu: 'options_practice_menu',
  waiting: 'options_practice_waiting',
  blocked: 'options_practice_blocked',
} as const;

interface PracticeProps {
  readonly settings: Pick<Settings, 'undoSeconds' | 'defaultEnd'>;
  readonly onBlocked: () => void;
}

/** A contact who is nobody, with the very button that stands in inboxes. Nothing is asked, sent or stored. */
export function Practice({ settings, onBlocked }: PracticeProps) {
  const port = usePort();
  const { t, createButton } = port;
  const say = useStatus();
  const [stage, setStage] = useState<Stage>({ kind: 'idle' });
  const now = useNow(port.now, stage.kind === 'waiting');
  const name = t('options_practice_name');
  const place = useRef<HTMLSpanElement>(null);
  const button = useRef<Button | undefined>(undefined);
  const lastPress = useRef(0);
  const show = (next: Stage) => {
    setStage(next);
    say(t(sentences[next.kind]));
    if (next.kind === 'blocked') onBlocked();
  };
  const pressed = (count: number) => {
    const at = port.now();
    const since = at - lastPress.current;
    lastPress.current = at;
    if (stage.kind === 'waiting') return isUndoPress(count, since) ? show({ kind: 'undone' }) : undefined;
    if (stage.kind === 'blocked') return;
    const { until } = endOf(settings.defaultEnd, at);
    const sendsAt = at + settings.undoSeconds * 1_000;
    show(sendsAt > at ? { kind: 'waiting', sendsAt, until } : { kind: 'blocked', until });
  };
  // The button lives outside of what is rendered, and its events must find what holds now.
  const events = useRef({ pressed, menu: () => {} });
  events.current = {
    pressed,
    menu: () => {
      if (stage.kind !== 'waiting' && stage.kind !== 'blocked') show({ kind: 'menu' });
    },
  };

  useLayoutEffect(() => {
    const made = createButton?.(document, true, tongueOf(t), {
      pressed: (count) => events.current.pressed(count),
      menuAsked: () => events.current.menu(),
      aimed: () => {},
      approached: () => {},
    });
    if (!made) return;
    made.reachByTab(true);
    place.current?.append(made.host);
    button.current = made;
    return () => made.host.remove();
  }, [t, createButton]);
  useLayoutEffect(() => {
    button.current?.draw(faceFor(stage, name, settings.defaultEnd, now, port));
  });
  const isOver = stage.kind === 'waiting' && now >= stage.sendsAt;
  useEffect(() => {
    if (isOver && stage.kind === 'waiting') show({ kind: 'blocked', until: stage.until });
  });

  return (
    <div class="practice">
      <div class="practice-head">
        <h3>{name}</h3>
        <span ref={place} />
      </div>
      <p class="practice-message">{t('options_practice_message')}</p>
      <p class="practice-says">{t(sentences[stage.kind])}</p>
      {stage.kind === 'blocked' && (
        <ActionButton onPress={() => show({ kind: 'idle' })}>{t('options_practice_again')}</ActionButton>
      )}
    </div>
  );
}

function faceFor(stage: Stage, name: string, end: Settings['defaultEnd'], now: number, { t }: PopupPort) {
  const language = t('popup_language');
  return faceOf(
    {
      name,
      view: viewFor(stage, name, now),
      saving: undefined,
      refused: undefined,
      gone: false,
      end,
      endsBlocks: true,
      connectionLabel: undefined,
      now,
      language,
    },
    t as Say,
  );
}

function viewFor(stage: Stage, name: string, now: number): BlockView | undefined {
  if (stage.kind !== 'waiting' && stage.kind !== 'blocked') return undefined;
  return {
    id: 'practice',
    connectionId: 'practice',
    reference: { kind: 'words', words: name },
    name,
    until: stage.until,
    forGood: false,
    pressedAt: now,
    state:
      stage.kind === 'waiting'
        ? { kind: 'waiting', of: 'block', sendsAt: stage.sendsAt }
        : { kind: 'blocked', seen: true, checkedAt: now, sentAt: now, endedBy: 'console', overdue: false },
    menu: { lifts: true, ends: 'change' },
  };
}
