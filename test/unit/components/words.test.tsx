// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Popup } from '../../../components/popup/popup';
import { errorCodes } from '../../../utils/errors';
import { showable } from '../../../utils/platform/hostile-text';
import { english } from './english';
import { block, blocked, connection, fakePort } from './fake-port';
import { type Screen, show } from './screen';

describe('the English sentences', () => {
  it.each(errorCodes.map((code) => [code]))('say what %s means', (code) => {
    const sentence = english.errorSentence({ code });
    expect(sentence).toMatch(/^[A-Z].*[;.,] ?.*\.$/s);
    expect(sentence.length).toBeLessThan(140);
  });
});

describe('names, which are hostile text', () => {
  let screen: Screen | undefined;
  afterEach(() => screen?.close());

  it('are cut to 120 graphemes', () => {
    expect([...new Intl.Segmenter().segment(showable('é'.normalize('NFD').repeat(500)))]).toHaveLength(120);
    expect(showable('a'.repeat(120))).toBe('a'.repeat(120));
    expect(showable('x'.repeat(1_000_000)).length).toBe(120);
  });

  it('lose what reorders, hides or piles up', () => {
    expect(showable('\u202eA\u0000\nB\u2066')).toBe('A B');
    expect(showable(`e${'\u0301'.repeat(50)}`)).toBe(`e${'\u0301'.repeat(4)}`);
    expect(showable('\u200b\u200d\u3164')).toBe('');
  });

  it('stay text, isolated for direction', async () => {
    const name = '<img src=x onerror=alert(1)>שרה';
    screen = await show(
      <Popup
        port={fakePort({
          connections: [connection({ label: name })],
          blocks: [block(blocked(), { name })],
        })}
      />,
    );
    expect(screen.root.querySelector('img')).toBeNull();
    expect([...screen.root.querySelectorAll('bdi')].filter((one) => one.textContent === name).length).toBeGreaterThan(
      1,
    );
    expect(screen.button(`Lift block of ${name}`)).toBeTruthy();
  });

  it('leave a contact without one its id', async () => {
    screen = await show(
      <Popup
        port={fakePort({
          connections: [connection()],
          blocks: [block(blocked(), { name: '\u200b' })],
        })}
      />,
    );
    expect(screen.button('Lift block of #750940')).toBeTruthy();
  });
});

describe('a background that does not answer', () => {
  it('is said, with a way to try again', async () => {
    const port = fakePort();
    port.answers.overview = () => ({ ok: false, error: { code: 'updated' } });
    const screen = await show(<Popup port={port} />);
    expect(screen.text()).toContain('Cordon was updated meanwhile');
    port.answers.overview = () => ({ ok: true, value: { ...port.overview, connections: [connection()] } });
    await screen.press('Try again');
    expect(screen.text()).not.toContain('Cordon was updated meanwhile');
    expect(screen.field('Contact')).toBeTruthy();
    screen.close();
  });
});
