import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { CordonDatabase } from '../../../utils/platform/database';
import { createRunList } from '../../../utils/platform/run-list';

it('changes that are asked for at one moment are all made', async () => {
  const stored = new Map<string, unknown>();
  const database = {
    get: async (_: string, name: string) => stored.get(name),
    put: async (_: string, value: unknown, name: string) => void stored.set(name, value),
  } as unknown as CordonDatabase;
  const list = createRunList(
    async () => database,
    async () => 'first run',
    'numbers',
    z.number(),
  );
  const add = (number: number) => list.change((items) => [...items, number]);
  await Promise.all([add(1), add(2), add(3)]);
  await Promise.all([add(4), add(5)]);
  expect([...(await list.read())].sort()).toEqual([1, 2, 3, 4, 5]);
  expect(stored.get('numbers')).toEqual({ session: 'first run', items: await list.read() });
});
