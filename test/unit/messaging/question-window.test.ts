import { describe, expect, it, vi } from 'vitest';
import type { Block } from '../../../utils/blocking/block';
import type { ErrorCode } from '../../../utils/errors';
import { cordonError } from '../../../utils/errors';
import type { QuestionCall } from '../../../utils/messaging/protocol';
import { createQuestionWindow } from '../../../utils/messaging/question-window';
import { aBlock } from '../blocking/a-block';

const asking = (id: string, changes: Partial<Block> = {}, code: ErrorCode = 'names-differ') =>
  aBlock({ id, fromPage: true, tabId: 7, state: { kind: 'needs-you', error: cordonError(code) }, ...changes });

/** A browser whose windows tests open and close; its page listens from `loaded` on. */
function createBench(options: { readonly windows?: boolean; readonly blocks?: readonly Block[] } = {}) {
  const state = { blocks: options.blocks ?? [], open: [] as number[], listens: true, works: true };
  const made: string[] = [];
  const tabs: string[] = [];
  const raised: number[] = [];
  const heard: QuestionCall[] = [];
  const windows = {
    async create({ url, type }: { url: string; type: string }) {
      await Promise.resolve();
      if (!state.works) throw new Error('no window');
      expect(type).toBe('popup');
      made.push(url);
      state.open.push(made.length);
      return { id: made.length };
    },
    async get(id: number) {
      if (!state.open.includes(id)) throw new Error('no window with this id');
      return { id };
    },
    async update(id: number) {
      raised.push(id);
    },
  };
  const runtime = {
    getURL: (path: string) => `ext:/${path}`,
    async sendMessage(call: QuestionCall) {
      if (state.open.length === 0) throw new Error('Receiving end does not exist.');
      if (!state.listens) return undefined;
      heard.push(call);
      return true;
    },
  };
  const start = () =>
    createQuestionWindow({
      windows: options.windows === false ? undefined : windows,
      tabs: {
        create: async ({ url }: { url: string }) => {
          tabs.push(url);
        },
      },
      runtime,
      blocks: async () => state.blocks,
    } as never);
  const settle = async () => {
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
  };
  const bench = {
    state,
    made,
    tabs,
    raised,
    heard,
    settle,
    questions: start(),
    /** The background is stopped and started: it has forgotten everything. */
    async restart() {
      bench.questions = start();
      await settle();
    },
    async becomes(...blocks: readonly Block[]) {
      state.blocks = blocks;
      bench.questions.look();
      await settle();
    },
  };
  return bench;
}

describe('a question that a page raised', () => {
  it('opens one window, on its block', async () => {
    const bench = createBench();
    await bench.settle();
    await bench.becomes(asking('one'));
    expect(bench.made).toEqual(['ext://question.html#one']);
  });

  it('opens none again while it is the same question, however often something changes', async () => {
    const bench = createBench();
    await bench.settle();
    await bench.becomes(asking('one'));
    bench.state.open = [];
    for (let time = 0; time < 5; time += 1) await bench.becomes(asking('one'), aBlock({ id: `other-${time}` }));
    expect(bench.made).toHaveLength(1);
  });

  it.each([
    ['another block', asking('two')],
    ['a later wish of the same block', asking('one', { rev: 2 })],
    ['something else about the same wish', asking('one', {}, 'already-blocked')],
  ])('opens the closed window again where it is about %s', async (_, block) => {
    const bench = createBench();
    await bench.settle();
    await bench.becomes(asking('one'));
    bench.state.open = [];
    await bench.becomes(asking('one'), block);
    expect(bench.made).toHaveLength(2);
  });

  it('calls the open window forward, and turns it to nothing', async () => {
    const bench = createBench();
    await bench.settle();
    await bench.becomes(asking('one'));
    await bench.becomes(asking('one'), asking('two'));
    expect(bench.made).toHaveLength(1);
    expect(bench.heard).toEqual([{ type: 'question', blockId: 'two', turn: false }]);
  });

  it('opens no second window while the first one loads', async () => {
    const bench = createBench();
    await bench.settle();
    bench.state.listens = false;
    await bench.becomes(asking('one'));
    await bench.becomes(asking('one'), asking('two'));
    expect(bench.made).toHaveLength(1);
    expect(bench.raised).toEqual([1]);
  });

  it('of many at one moment opens one window', async () => {
    const bench = createBench();
    await bench.settle();
    bench.state.listens = false;
    bench.state.blocks = [asking('one'), asking('two'), asking('three')];
    bench.questions.look();
    bench.questions.look();
    void bench.questions.show('two');
    await bench.settle();
    expect(bench.made).toHaveLength(1);
  });

  it.each([
    ['one that was typed', asking('one', { fromPage: false, tabId: undefined })],
    ['one of an end that is overdue', asking('one', {}, 'overdue')],
    ['one of an end that is not Cordon’s', asking('one', {}, 'end-not-ours')],
    ['a block that is held', aBlock({ fromPage: true, state: { kind: 'held', error: cordonError('braked') } })],
  ])('is not %s', async (_, block) => {
    const bench = createBench();
    await bench.settle();
    await bench.becomes(block);
    expect([bench.made, bench.heard]).toEqual([[], []]);
  });
});

describe('a background that is stopped and started', () => {
  it('opens no window for what was asked before', async () => {
    const bench = createBench({ blocks: [asking('one')] });
    await bench.settle();
    await bench.becomes(asking('one'));
    expect(bench.made).toEqual([]);
  });

  it('opens one for what is asked afterwards', async () => {
    const bench = createBench({ blocks: [asking('one')] });
    await bench.settle();
    await bench.becomes(asking('one'), asking('two'));
    expect(bench.made).toEqual(['ext://question.html#two']);
  });

  it('finds the window that is open', async () => {
    const bench = createBench();
    await bench.settle();
    await bench.becomes(asking('one'));
    await bench.restart();
    await bench.becomes(asking('one'), asking('two'));
    expect(bench.made).toHaveLength(1);
    expect(bench.heard).toHaveLength(1);
  });
});

describe('a question that a person asks to see', () => {
  it('opens the closed window, also where it was shown before', async () => {
    const bench = createBench({ blocks: [asking('one')] });
    await bench.questions.show('one');
    expect(bench.made).toEqual(['ext://question.html#one']);
  });

  it('turns the open window to it', async () => {
    const bench = createBench();
    await bench.settle();
    await bench.becomes(asking('one'));
    await bench.questions.show('one');
    expect(bench.made).toHaveLength(1);
    expect(bench.heard).toEqual([{ type: 'question', blockId: 'one', turn: true }]);
  });
});

describe('a browser', () => {
  it('that opens no window has the question wait, and is asked again for the next', async () => {
    const bench = createBench();
    await bench.settle();
    bench.state.works = false;
    const written = vi.spyOn(console, 'warn').mockImplementation(() => {});
    await bench.becomes(asking('one'));
    expect(written.mock.calls).toEqual([['Cordon', '{"what":"question","exception":"Error"}']]);
    written.mockRestore();
    bench.state.works = true;
    await bench.becomes(asking('one'));
    expect(bench.made).toEqual([]);
    await bench.becomes(asking('one'), asking('two'));
    expect(bench.made).toEqual(['ext://question.html#two']);
  });

  it('without windows gets a tab', async () => {
    const bench = createBench({ windows: false });
    await bench.settle();
    await bench.becomes(asking('one'));
    expect(bench.tabs).toEqual(['ext://question.html#one']);
  });
});
