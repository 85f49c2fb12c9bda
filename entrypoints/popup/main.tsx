import '../../components/shared/tokens.css';
import '../../components/shared/base.css';
import '../../components/question/question.css';
import '../../components/popup/popup.css';
import '../../components/lock/lock.css';
import { render } from 'preact';
import { Popup } from '../../components/popup/popup';
import { browser } from '../../utils/platform/browser';
import { applyLanguage, createBrowserPort } from './browser-port';

const root = document.getElementById('root');
applyLanguage(document.documentElement);
if (root) {
  const openOptions = (place: string) =>
    void browser.tabs.create({ url: browser.runtime.getURL(`/options.html${place}`) }).then(() => window.close());
  const port = createBrowserPort({
    // In Firefox the browser's question opens under the popup, and the popup closes when the key is fetched from another tab.
    formInTab: import.meta.env.FIREFOX,
    tabId: async () => (await browser.tabs.query({ active: true, currentWindow: true }))[0]?.id,
    openForm: (preset) => openOptions(preset === undefined ? '#connect' : `#connect=${encodeURIComponent(preset)}`),
    openSteps: () => openOptions('#first-steps'),
  });
  render(<Popup port={port} />, root);
}
