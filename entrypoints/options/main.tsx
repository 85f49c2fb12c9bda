import '../../components/shared/tokens.css';
import '../../components/shared/base.css';
import '../../components/question/question.css';
import '../../components/popup/popup.css';
import '../../components/options/options.css';
import '../../components/lock/lock.css';
import { render } from 'preact';
import { Options } from '../../components/options/options';
import { applyLanguage, createBrowserPort } from '../popup/browser-port';
import { createPracticeButton } from './practice-button';

const root = document.getElementById('root');
applyLanguage(document.documentElement);
if (root) {
  const port = createBrowserPort({
    formInTab: false,
    tabId: async () => undefined,
    openForm() {},
    createButton: createPracticeButton,
  });
  const [, form, preset] = /^#(connect)(?:=(.+))?$/.exec(location.hash) ?? [];
  render(
    <Options
      port={port}
      startWithForm={form !== undefined}
      startWithSteps={location.hash === '#first-steps'}
      preset={preset && decodeURIComponent(preset)}
    />,
    root,
  );
}
