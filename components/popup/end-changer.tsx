import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type EndChoice, shortestBlock } from '../../utils/blocking/end';
import type { BlockView } from '../../utils/messaging/protocol';
import { ActionButton } from '../shared/action-button';
import { Field } from '../shared/field';
import { fromLocalField, timeZone, toLocalField } from '../shared/local-time';
import { usePort } from './port';
import { useLimits } from './rules';
import { presetKeys } from './words';

interface EndChangerProps {
  readonly block: BlockView;
  readonly onChoose: (end: EndChoice) => void;
}

/** The choices of a new end for a standing block; each is taken at once, but for a time of one's own. */
export function EndChanger({ block, onChoose }: EndChangerProps) {
  const { t, now } = usePort();
  const { presets } = useLimits(now);
  const [dating, setDating] = useState(false);
  const titleId = `end-of-${block.id}`;
  return (
    <fieldset class="end-changer" aria-labelledby={titleId}>
      <p class="note" id={titleId}>
        {t('popup_new_end')}
      </p>
      <div class="buttons">
        {presets.map((preset) => (
          <ActionButton key={preset} onPress={() => onChoose(preset)}>
            {t(presetKeys[preset])}
          </ActionButton>
        ))}
        <ActionButton expanded={dating} onPress={() => setDating(!dating)}>
          {t('end_until')}
        </ActionButton>
      </div>
      {dating && <EndField block={block} onChoose={onChoose} />}
    </fieldset>
  );
}

function EndField({ block, onChoose }: EndChangerProps) {
  const { t, now, errorSentence } = usePort();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(() => toLocalField(Math.max(block.until, now() + shortestBlock)));
  const [refused, setRefused] = useState(false);
  const { latest } = useLimits(now);
  useLayoutEffect(() => field.current?.focus(), []);
  const choose = () => {
    const until = fromLocalField(text);
    if (until !== undefined && until - now() >= shortestBlock) return onChoose({ until });
    setRefused(true);
    field.current?.focus();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        choose();
      }}
    >
      <Field
        id={`end-${block.id}`}
        label={t('popup_until_field')}
        hint={timeZone()}
        error={refused ? errorSentence({ code: 'past-date' }) : undefined}
      >
        {(links) => (
          <div class="with-button">
            <input
              {...links}
              ref={field}
              type="datetime-local"
              value={text}
              max={latest}
              onInput={(event) => setText(event.currentTarget.value)}
            />
            <ActionButton look="primary" submit onPress={choose}>
              {t('popup_set_end')}
            </ActionButton>
          </div>
        )}
      </Field>
    </form>
  );
}
