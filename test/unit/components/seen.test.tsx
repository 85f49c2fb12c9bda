// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Popup } from '../../../components/popup/popup';
import { cordonError } from '../../../utils/errors';
import type { BlockViewState } from '../../../utils/messaging/protocol';
import { block, blocked, connection, fakePort, now } from './fake-port';
import { type Screen, settle, show } from './screen';

let screen: Screen;
afterEach(() => {
  screen.close();
  vi.restoreAllMocks();
});

const failed: BlockViewState = { kind: 'failed', of: 'block', error: cordonError('refused') };

async function open(...states: readonly BlockViewState[]) {
  const port = fakePort({ connections: [connection()], blocks: states.map((state) => block(state)) });
  screen = await show(<Popup port={port} />);
  return port;
}

describe('the list of blocks', () => {
  it.each<[string, BlockViewState]>([
    ['a failure', failed],
    ['a question', { kind: 'needs-you', of: 'block', error: cordonError('names-differ') }],
    ['an end that was not changed', { ...blocked(), notChanged: cordonError('no-network') } as BlockViewState],
  ])('says that it is on the screen, where it shows %s', async (_what, state) => {
    expect((await open(state)).sent('seen')).toEqual([{}]);
  });

  it('says nothing where it shows none of them', async () => {
    const port = await open(blocked(), { kind: 'undone', at: now });
    expect(port.sent('seen')).toEqual([]);
  });

  it('says it again after each change, and never twice for one', async () => {
    const port = await open(failed);
    await settle();
    expect(port.sent('seen')).toHaveLength(1);
    port.overview = { ...port.overview, blocks: [block(failed), block(failed, { id: 'b2' })] };
    port.tell();
    await settle();
    expect(port.sent('seen')).toHaveLength(2);
  });

  it('is seen only where somebody looks', async () => {
    const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    const port = await open(failed);
    expect(port.sent('seen')).toEqual([]);
    visibility.mockReturnValue('visible');
    document.dispatchEvent(new Event('visibilitychange'));
    expect(port.sent('seen')).toHaveLength(1);
  });
});
