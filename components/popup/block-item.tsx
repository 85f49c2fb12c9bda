import { useState } from 'preact/hooks';
import type { EndChoice } from '../../utils/blocking/end';
import type { ConsoleId } from '../../utils/consoles/types';
import type { BlockView, Reply } from '../../utils/messaging/protocol';
import { useLock } from '../lock/use-lock';
import { ActionButton } from '../shared/action-button';
import { ErrorLine } from '../shared/field';
import { Name } from '../shared/name';
import { useStatus } from '../shared/status';
import { type Offer, offersFor } from './block-offers';
import { BlockReason } from './block-reason';
import { BlockStateIcon } from './block-state-icon';
import { EndChanger } from './end-changer';
import { usePort } from './port';
import { useReasons } from './rules';
import { useAction } from './use-action';
import { useNow } from './use-now';
import { callBlock, errorHint, reasonOf, sayReason, stateNotes, stateSentence } from './words';

interface BlockItemProps {
  readonly block: BlockView;
  /** The connection's name, where that is worth telling. */
  readonly where?: string | undefined;
  readonly consoleId?: ConsoleId | undefined;
  readonly onDone: () => Promise<void>;
}

/** One block of the list: who, where it stands, and what can be done about it. */
export function BlockItem({ block, where, consoleId, onDone }: BlockItemProps) {
  const port = usePort();
  const say = useStatus();
  const action = useAction();
  const lock = useLock();
  const [open, setOpen] = useState<'end' | 'reason'>();
  const reason = reasonOf(block, useReasons().required);
  const { state } = block;
  const standing = state.kind === 'blocked';
  const now = useNow(port.now, state.kind === 'waiting' || state.kind === 'retrying');
  const name = callBlock(block, port);
  const titleId = `block-${block.id}`;
  const reasonId = `reason-${block.id}`;
  const closeReason = () => {
    setOpen(undefined);
    document.getElementById(reasonId)?.focus();
  };
  const hint = errorHint('error' in state ? state.error : undefined, consoleId, port);
  const lines = [stateSentence(block, port, now, lock), hint, ...stateNotes(block, port, now)].filter((line) => line);
  const ask = async (work: () => Promise<Reply<BlockView>>) => {
    const reply = await action.run(work);
    if (reply && !reply.ok) say(port.errorSentence(reply.error));
    if (reply) await onDone();
  };
  const press = (type: Offer['type']) => ask(() => port.ask(type, { blockId: block.id }));
  const toggle = (which: 'end' | 'reason') => setOpen(open === which ? undefined : which);
  const changeEnd = (end: EndChoice) => {
    setOpen(undefined);
    return ask(() => port.ask('change-end', { blockId: block.id, end }));
  };
  const offerButton = (offer: Offer, look: 'plain' | 'quiet') => (
    <ActionButton
      key={offer.type}
      look={look}
      name={port.t(offer.name, name)}
      busy={action.busy}
      onPress={() => void press(offer.type)}
    >
      {port.t(offer.word)}
    </ActionButton>
  );
  const [first, ...others] = offersFor(block);
  return (
    <li class={`row row-${state.kind}`} data-home="" tabIndex={-1} aria-labelledby={titleId}>
      <BlockStateIcon state={state} now={now} />
      <div class="row-text">
        <p class="row-title" id={titleId}>
          <Name text={name} />
        </p>
        {where && (
          <p class="where">
            <Name text={where} />
          </p>
        )}
        {lines.map((line) => (
          <p key={line} class="row-state">
            {line}
          </p>
        ))}
        {sayReason(block, port).map((line) => (
          <p key={line} class="row-reason" dir="auto">
            {line}
          </p>
        ))}
        {reason === 'missing' && <p class="row-reason row-missing">{port.t('popup_reason_missing')}</p>}
        {action.error && <ErrorLine text={port.errorSentence(action.error)} />}
        {others.map((offer) => offerButton(offer, 'quiet'))}
        {standing && (
          <ActionButton
            key="change-end"
            look="quiet"
            name={port.t('popup_change_end_of', name)}
            expanded={open === 'end'}
            busy={action.busy}
            onPress={() => toggle('end')}
          >
            {port.t('popup_change_end')}
          </ActionButton>
        )}
        {reason !== 'none' && (
          <ActionButton
            key="reason"
            look="quiet"
            id={reasonId}
            name={port.t(reason === 'missing' ? 'popup_give_reason_of' : 'popup_reason_and_note_of', name)}
            expanded={open === 'reason'}
            onPress={() => toggle('reason')}
          >
            {port.t(reason === 'missing' ? 'popup_give_reason' : 'popup_reason_and_note')}
          </ActionButton>
        )}
      </div>
      {first && offerButton(first, 'plain')}
      {standing && open === 'end' && <EndChanger block={block} onChoose={(end) => void changeEnd(end)} />}
      {open === 'reason' && (
        <BlockReason
          block={block}
          onSaved={async () => {
            closeReason();
            await onDone();
          }}
          onCancel={closeReason}
        />
      )}
    </li>
  );
}
