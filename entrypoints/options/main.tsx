import '../../components/shared/tokens.css';
import '../../components/shared/base.css';
import '../../components/question/question.css';
import '../../components/popup/popup.css';
import '../../components/options/options.css';
import '../../components/lock/lock.css';
import { render } from 'preact';
import { Options } from '../../components/options/options';
import { applyLanguage, createBrowserPort } from '../popup/browser-port';

const root = document.getElementById('root');
applyLanguage(document.documentElement);
if (root) {
  const port = createBrowserPort({
    formInTab: false,
    tabId: async () => undefined,
    openForm() {},
  });
  const [, form, preset] = /^#(connect)(?:=(.+))?$/.exec(location.hash) ?? [];
  render(
    <Options port={port} startWithForm={form !== undefined} preset={preset && decodeURIComponent(preset)} />,
    root,
  );
}
