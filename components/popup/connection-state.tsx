import type { CordonError } from '../../utils/errors';
import type { ConnectionPause, ConnectionView, KeyReport } from '../../utils/messaging/protocol';
import { MarkedLine } from '../shared/marked-line';
import type { PopupPort } from './port';
import { usePort } from './port';
import { checkKeys, errorHint } from './words';

interface ConnectionStateProps {
  readonly connection: ConnectionView;
  readonly testing: boolean;
}

/** Whether a connection works, and what keeps it from sending now. */
export function ConnectionState(props: ConnectionStateProps) {
  const port = usePort();
  const { pause } = props.connection;
  const holds = pause && !props.testing && (pause.until ?? Number.POSITIVE_INFINITY) > port.now();
  // What a test found before counts no more until the next one.
  const refuted = holds && pause.until === undefined;
  return (
    <>
      {!refuted && <KeyState {...props} />}
      {holds && <MarkedLine good={false} text={sayPause(pause, props.connection, port)} />}
    </>
  );
}

function sayPause({ error, until }: ConnectionPause, { consoleId }: ConnectionView, port: PopupPort): string {
  const { t, errorSentence, formatTime } = port;
  const why = [errorSentence(error), errorHint(error, consoleId, port)].filter(Boolean).join(' ');
  return until === undefined ? t('popup_pause_until_test', why) : t('popup_pause_until', why, formatTime(until));
}

/** What is missing, or what the last test of the key found, one sentence for each kind of read. */
function KeyState({ connection, testing }: ConnectionStateProps) {
  const port = usePort();
  const { t, errorSentence, formatTime } = port;
  const { report } = connection;
  if (testing) return <p class="note">{t('popup_testing')}</p>;
  if (!connection.access) return <MarkedLine good={false} text={errorSentence({ code: 'no-access' })} />;
  if (!report)
    return (
      <MarkedLine good={false} text={connection.hasKey ? t('popup_not_tested') : errorSentence({ code: 'no-key' })} />
    );
  if (report.checks.every((check) => !check.error)) {
    const untested = sayUntested(connection, port);
    return (
      <>
        <MarkedLine good text={t('popup_works', formatTime(report.checkedAt))} />
        {untested && <p class="note">{untested}</p>}
      </>
    );
  }
  const shared = sharedError(report);
  if (shared) return <MarkedLine good={false} text={errorSentence(shared)} />;
  return (
    <ul class="checks">
      {report.checks.map((check) => (
        <li key={check.what}>
          <MarkedLine good={!check.error} text={sayCheck(check, port)} />
        </li>
      ))}
    </ul>
  );
}

function sayCheck(
  check: KeyReport['checks'][number],
  { t, errorSentence }: Pick<PopupPort, 't' | 'errorSentence'>,
): string {
  const what = t(checkKeys[check.what]);
  return check.error ? t('popup_check_failed', what, errorSentence(check.error)) : t('popup_check_works', what);
}

/** The error of all reads, where each failed for the same reason: said once, not three times. */
function sharedError({ checks }: KeyReport): CordonError | undefined {
  const [first] = checks;
  return checks.every((check) => check.error && check.error.code === first?.error?.code) ? first?.error : undefined;
}

/** What a test found, in sentences, for those who do not see the screen. */
export function sayReport(connection: ConnectionView, port: PopupPort): string {
  const { report } = connection;
  if (!connection.access) return port.errorSentence({ code: 'no-access' });
  if (!report) return port.t('popup_not_tested');
  const shared = sharedError(report);
  if (shared) return port.errorSentence(shared);
  const checks = report.checks.map((check) => sayCheck(check, port));
  return [...checks, report.checks.some((check) => check.error) ? '' : sayUntested(connection, port)]
    .filter(Boolean)
    .join(' ');
}

/** What no test of a key can prove on this console; empty where there is nothing of the kind. */
function sayUntested(
  { consoleId }: Pick<ConnectionView, 'consoleId'>,
  { consoles, t }: Pick<PopupPort, 'consoles' | 't'>,
): string {
  const untested = consoles.find(({ id }) => id === consoleId)?.sentences.keyUntested;
  return untested ? t(untested) : '';
}
