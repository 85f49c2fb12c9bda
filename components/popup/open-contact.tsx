import type { Preset } from '../../utils/blocking/end';
import type { BlockView, OpenContactView } from '../../utils/messaging/protocol';
import { useLock } from '../lock/use-lock';
import { ActionButton } from '../shared/action-button';
import { ErrorLine } from '../shared/field';
import { Name } from '../shared/name';
import { useStatus } from '../shared/status';
import { BlockItem } from './block-item';
import { BlockStateIcon } from './block-state-icon';
import type { EndPicker } from './end-picker';
import { needsYouTitle } from './places';
import { type PopupPort, usePort } from './port';
import { useAction } from './use-action';
import { callContact, presetKeys, stateSentence } from './words';

const titleId = 'open-title';
const lengthId = 'open-length';

interface OpenContactProps {
  readonly open: OpenContactView;
  readonly picker: EndPicker;
  /** Whether the console ends a block by itself. */
  readonly endsBlocks: boolean;
  readonly onDone: () => Promise<void>;
}

/** Whether the next press makes a block of its own: none stands, and none is under way. */
export function isBlockable({ state }: BlockView): boolean {
  if (state.kind === 'failed') return state.of === 'block' && !state.unknown;
  return state.kind === 'lifted' || state.kind === 'undone' || state.kind === 'expired';
}

/** The contact whose conversation or page is open in this tab: where their block stands, and the one thing to do about it. */
export function OpenContact({ open, picker, endsBlocks, onDone }: OpenContactProps) {
  const { t } = usePort();
  const { block } = open;
  return (
    <section class="section open-contact" data-home="" tabIndex={-1} aria-labelledby={titleId}>
      <h2 id={titleId}>{t('popup_open_title')}</h2>
      {!block || isBlockable(block) ? (
        <Blockable open={open} picker={picker} endsBlocks={endsBlocks} onDone={onDone} />
      ) : block.state.kind === 'needs-you' ? (
        <Asked block={block} />
      ) : (
        <ul class="rows" aria-labelledby={titleId}>
          <BlockItem key={block.id} block={block} onDone={onDone} />
        </ul>
      )}
    </section>
  );
}

function Blockable({ open, picker, endsBlocks, onDone }: OpenContactProps) {
  const port = usePort();
  const { t, errorSentence } = port;
  const say = useStatus();
  const lock = useLock();
  const action = useAction();
  const { connectionId, reference, name, block } = open;
  const called = callContact({ name, id: reference.kind === 'contact' ? reference.contactId : undefined }, port);
  const press = async () => {
    const end = await picker.settled();
    if (!end.stored) {
      document.getElementById('block-until')?.focus();
      return say(end.error ? errorSentence(end.error) : t('popup_until_not_set'));
    }
    const pressId = port.newId();
    const reply = await action.run(() => port.ask('block-open', { pressId, connectionId, reference, name }));
    if (reply && !reply.ok) say(errorSentence(reply.error));
    if (reply) await onDone();
  };
  return (
    <div class="row">
      <div class="row-text">
        <p class="row-title">
          <Name text={called} />
        </p>
        {block && <p class="row-state">{stateSentence(block, port, port.now(), lock)}</p>}
        {action.error && <ErrorLine text={errorSentence(action.error)} />}
      </div>
      <div class="open-press">
        <ActionButton
          look="primary"
          name={t('popup_block_name', called)}
          describedBy={lengthId}
          busy={action.busy}
          onPress={() => void press()}
        >
          {t('popup_block')}
        </ActionButton>
        <span class="soft" id={lengthId}>
          {forHowLong(picker, endsBlocks, port)}
        </span>
      </div>
    </div>
  );
}

/** What stops the block is asked where all questions are. */
function Asked({ block }: { readonly block: BlockView }) {
  const port = usePort();
  const lock = useLock();
  const now = port.now();
  return (
    <div class="row">
      <BlockStateIcon state={block.state} now={now} />
      <div class="row-text">
        <p class="row-title">
          <Name text={callContact({ name: block.name, id: block.contactId }, port)} />
        </p>
        <p class="row-state">{stateSentence(block, port, now, lock)}</p>
      </div>
      <ActionButton onPress={() => document.getElementById(needsYouTitle)?.focus()}>
        {port.t('popup_open_answer')}
      </ActionButton>
    </div>
  );
}

function forHowLong({ selected, until }: EndPicker, endsBlocks: boolean, { t, formatTime }: PopupPort): string {
  if (selected === 'until') return until === undefined ? t('end_until') : t('page_until', formatTime(until));
  if (selected === 'for-good') return t(endsBlocks ? 'page_ten_years' : 'page_for_good');
  return t('page_for', t(presetKeys[selected satisfies Preset]));
}
