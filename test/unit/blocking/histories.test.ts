import { expect, it } from 'vitest';
import type { History } from './model-commands';
import { createWorld } from './model-world';

const unchosen = {
  kind: 'press',
  pressId: undefined,
  end: 0,
  chosen: false,
  tab: undefined,
  wrongName: false,
} as const;

/** Histories that once broke a promise, as the model found and shrank them. */
const once: Readonly<Record<string, History>> = {
  'a press that never learned whom it meant, after a block whose end was asked about': {
    endsBlocks: false,
    tellsState: false,
    tellsMade: true,
    commands: [
      { ...unchosen, reference: 8 },
      { kind: 'pass', milliseconds: 777_600_000 },
      {
        kind: 'fault',
        fault: { call: 'conversation', code: 'rate-limited', after: false, times: 1, pause: 144_000_000 },
      },
      { ...unchosen, reference: 8 },
    ],
  },
  'a press on somebody of whom it is not known whether the console blocked them': {
    endsBlocks: true,
    tellsState: false,
    tellsMade: true,
    commands: [
      { kind: 'several', contacts: [1, 0], end: 2 },
      { kind: 'hold', fate: 'done' },
      { kind: 'pass', milliseconds: 660_000 },
      { ...unchosen, reference: 5, end: 2 },
    ],
  },
  'an end changed to what it is, while the list does not show the block yet': {
    endsBlocks: true,
    tellsState: true,
    tellsMade: true,
    commands: [
      { kind: 'console', lag: 45_000, double: false, tells: false, silent: false },
      { kind: 'several', contacts: [0, 1], end: 2 },
      { kind: 'triggers' },
      { kind: 'changeEnd', which: 0, end: 0 },
      { kind: 'changeEnd', which: 1, end: 2 },
      { kind: 'pass', milliseconds: 48_813 },
    ],
  },
  'a mark of somebody else, made after the console had said no': {
    endsBlocks: false,
    tellsState: true,
    tellsMade: true,
    commands: [
      { ...unchosen, reference: 0, tab: 1 },
      { kind: 'fault', fault: { call: 'block', code: 'rate-limited', after: false, times: 1, pause: 3_000 } },
      { kind: 'tabClosed', tab: 1 },
      { kind: 'others', adds: true, contact: 0, days: 1 },
    ],
  },
  'the end that stands, chosen again after a press with another one that does not know yet whom it means': {
    endsBlocks: false,
    tellsState: true,
    tellsMade: true,
    commands: [
      { kind: 'several', contacts: [1], end: 3 },
      { kind: 'pass', milliseconds: 20_000 },
      { kind: 'hold', fate: 'lost' },
      { ...unchosen, reference: 5, chosen: true },
      { kind: 'several', contacts: [1, 0], end: 3 },
    ],
  },
  'a longer end chosen for a contact, in trouble when an older press learned that it meant the same': {
    endsBlocks: false,
    tellsState: true,
    tellsMade: true,
    commands: [
      { kind: 'fault', fault: { call: 'contact', code: 'not-json', after: false, times: 1, pause: undefined } },
      { kind: 'hold', fate: 'lost' },
      { ...unchosen, reference: 4 },
      { kind: 'several', contacts: [0], end: 1 },
      { kind: 'pass', milliseconds: 20_000 },
    ],
  },
};

it.each(Object.entries(once))('keeps its promises through %s', async (_, { commands, ...kind }) => {
  const { heart, watch, run, comeToRest } = createWorld(kind);
  for (const command of commands) {
    await run(command);
    await heart.settle();
    watch.look();
  }
  await comeToRest();
  watch.lookAtRest();
  expect(watch.broken).toEqual([]);
});
