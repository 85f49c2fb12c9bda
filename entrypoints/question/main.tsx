import '../../components/shared/tokens.css';
import '../../components/shared/base.css';
import '../../components/popup/popup.css';
import '../../components/question/question.css';
import '../../components/lock/lock.css';
import { render } from 'preact';
import { QuestionWindow } from '../../components/question/question-window';
import { applyLanguage, createBrowserPort } from '../popup/browser-port';
import { closeOwnWindow, onCall } from './own-window';

const root = document.getElementById('root');
applyLanguage(document.documentElement);
if (root) {
  const port = createBrowserPort({
    formInTab: false,
    tabId: async () => undefined,
    openForm() {},
  });
  render(
    <QuestionWindow port={port} first={location.hash.slice(1)} onCall={onCall} close={() => void closeOwnWindow()} />,
    root,
  );
}
