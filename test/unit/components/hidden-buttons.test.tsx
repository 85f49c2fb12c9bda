// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { Popup } from '../../../components/popup/popup';
import { connection, fakePort } from './fake-port';
import { show } from './screen';

const sentence = 'Something on this page lies over the buttons';
const report = { names: 3, buttons: 3, references: 3 };

describe('the tab in front', () => {
  it.each([
    ['hides its buttons', { ...report, hidden: true as const }, true],
    ['shows them', report, false],
  ])('%s, and the popup says so or not', async (_what, tabReport, told) => {
    const served = connection();
    const screen = await show(
      <Popup port={fakePort({ connections: [served], tabConnectionId: served.id, tabReport })} />,
    );
    expect(screen.text()).toContain('On this page');
    expect(screen.text().includes(sentence)).toBe(told);
    screen.close();
  });
});
