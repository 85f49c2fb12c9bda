import type { ConnectionView, PageReport } from '../../utils/messaging/protocol';
import { showable } from '../../utils/platform/hostile-text';
import { ActionButton } from '../shared/action-button';
import { Field } from '../shared/field';
import { Mark } from '../shared/icons';
import { Name } from '../shared/name';
import { Rich } from '../shared/rich';
import { needsYouTitle } from './places';
import { type PopupPort, usePort } from './port';

interface TabHeaderProps {
  /** The connection that serves the tab in front. */
  readonly served: ConnectionView | undefined;
  readonly report: PageReport | undefined;
  readonly connections: readonly ConnectionView[];
  /** The connection that the choices below are for. */
  readonly chosen: ConnectionView | undefined;
  readonly questions: number;
  readonly onChoose: (connectionId: string) => void;
  /** Asks again which connection serves the tab; undefined where its address says so. */
  readonly onChooseAnother: (() => void) | undefined;
}

/** Which connection serves this tab; where none does, which one the choices below are for. */
export function TabHeader(props: TabHeaderProps) {
  const { served, report, connections, chosen, questions, onChoose, onChooseAnother } = props;
  const port = usePort();
  const { t } = port;
  return (
    <header class="header">
      <div class="header-line">
        <Mark />
        <div class="header-text">
          <h1>{served ? <Name text={served.label || served.account} /> : t('popup_no_console_here')}</h1>
          {served && <AccountLine connection={served} />}
          {served && onChooseAnother && (
            <ActionButton look="quiet" onPress={onChooseAnother}>
              {t('popup_change_connection')}
            </ActionButton>
          )}
          {served && report && <p class="note">{sayPage(report, port)}</p>}
          {served && report?.hidden && <p class="note">{t('popup_page_hidden')}</p>}
          {!served && chosen && connections.length === 1 && (
            <p class="soft">
              <Rich
                say={(name) => t('popup_blocks_go_to', name ?? '')}
                parts={[<Name key="name" text={chosen.label || chosen.account} />]}
              />
            </p>
          )}
        </div>
        {questions > 0 && (
          <button
            type="button"
            class="button button-attention"
            onClick={() => document.getElementById(needsYouTitle)?.focus()}
          >
            {t('popup_questions_wait', port.formatNumber(questions))}
          </button>
        )}
      </div>
      {!served && connections.length > 1 && (
        <Field id="connection" label={t('popup_connection')}>
          {(links) => (
            <select {...links} value={chosen?.id ?? ''} onChange={(event) => onChoose(event.currentTarget.value)}>
              {connections.map((one) => (
                <option key={one.id} value={one.id}>
                  {optionText(one)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {!served && chosen && connections.length > 1 && <AccountLine connection={chosen} />}
    </header>
  );
}

function AccountLine({ connection }: { readonly connection: ConnectionView }) {
  const { consoles } = usePort();
  const name = consoles.find((one) => one.id === connection.consoleId)?.name ?? connection.consoleId;
  return (
    <p class="soft">
      {name} · <bdi class="whole">{showable(connection.account)}</bdi>
    </p>
  );
}

function optionText(connection: ConnectionView): string {
  const label = showable(connection.label);
  const account = showable(connection.account);
  return label && label !== account ? `${label} (${account})` : account;
}

/** Whether a page has names, and none of them a button. */
export function isWithoutButtons({ names, buttons }: Pick<PageReport, 'names' | 'buttons'>): boolean {
  return names > 0 && buttons === 0;
}

function sayPage({ names, buttons, references }: PageReport, { t, counted }: Pick<PopupPort, 't' | 'counted'>): string {
  if (isWithoutButtons({ names, buttons })) return counted('popup_page_no_buttons', names);
  const counts = [counted('popup_count_names', names), counted('popup_count_buttons', buttons)] as const;
  return t(buttons < references ? 'popup_page_near' : 'popup_page_counts', ...counts);
}
