import { readFileSync } from 'node:fs';
import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { createSend } from '../../../../utils/connections/send';
import { readAnswer } from '../../../../utils/consoles/answer';
import { lastDate } from '../../../../utils/consoles/last-date';
import type { CordonError } from '../../../../utils/errors';
import { connectionOf } from '../../connections/connection-fixture';
import { contact, heartWithAlex, hour, minute, second, stateOf } from './faults-bench';

const certificate = (name: string) => readFileSync(new URL(`../../../lab/certificate/${name}`, import.meta.url));
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listening<T extends Server>(server: T): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** What the real sender makes of a harmless request to an origin, over the real network of this machine. */
async function sentTo(origin: string): Promise<CordonError | undefined> {
  const send = createSend({ ...connectionOf('demo'), apiOrigin: origin }, 'in-use', {
    fetch,
    vault: { open: async () => 'demo:key' },
    hasAccess: async () => true,
  });
  const sent = await send({ method: 'GET', path: '/list' });
  return sent.ok ? undefined : sent.error;
}

describe('R6 nothing usable answers', () => {
  it('a closed port, a name that does not exist and a certificate that nobody signed: one error, the network’s', async () => {
    const server = createHttp();
    const port = await listening(server);
    await new Promise((resolve) => server.close(resolve));
    servers.length = 0;
    expect(await sentTo(`http://127.0.0.1:${port}`)).toEqual({ code: 'no-network' });
    expect(await sentTo('https://nobody.invalid')).toEqual({ code: 'no-network' });
    const answer: RequestListener = (_, response) => response.end('{}');
    const unsigned = await listening(
      createHttps({ key: certificate('lab.key'), cert: certificate('lab.crt') }, answer),
    );
    expect(await sentTo(`https://127.0.0.1:${unsigned}`)).toEqual({ code: 'no-network' });
  });
});

describe('R16 a redirect', () => {
  it.each([301, 302, 303, 307, 308])(
    '%i to a login page is not followed, and told apart from a dead network',
    async (status) => {
      const paths: string[] = [];
      const port = await listening(
        createHttp((request, response) => {
          paths.push(request.url ?? '');
          response.writeHead(status, { location: '/login' });
          response.end('{"data":true}');
        }),
      );
      expect(await sentTo(`http://127.0.0.1:${port}`)).toEqual({ code: 'redirected' });
      expect(paths).toEqual(['/list']);
    },
  );
});

describe('R12 the pause that a 429 asks for', () => {
  const now = Date.UTC(2026, 10, 20, 12);
  const errorOf = (retryAfter: string | null) => {
    const answer = {
      status: 429,
      json: {},
      text: '{}',
      header: (name: string) => (name === 'retry-after' ? retryAfter : null),
    };
    const read = readAnswer(answer, z.unknown(), now);
    if (read.ok) throw new Error('a 429 is no success');
    return read.error;
  };

  it.each<[string, string | null, number | undefined]>([
    ['seconds', '90', now + 90 * second],
    ['a date', new Date(now + hour).toUTCString(), now + hour],
    ['a date that has passed', new Date(now - hour).toUTCString(), undefined],
    ['nothing', null, undefined],
    ['no number and no date: nobody knows when', 'soon', lastDate],
    ['eleven days', '999999', now + 999_999 * second],
  ])('given as %s is kept: nothing leaves earlier', async (_, retryAfter, notBefore) => {
    const error = errorOf(retryAfter);
    expect(error).toEqual({ code: 'rate-limited', status: 429, ...(notBefore && { notBefore }) });
    const heart = heartWithAlex({ start: now });
    const times: number[] = [];
    heart.console.ways.onCall = (call) => {
      if (call.startsWith('block')) times.push(heart.now());
    };
    heart.console.failNext('block', error);
    await heart.press(contact('827'));
    await heart.pass(2 * hour);
    const long = retryAfter === '999999' || retryAfter === 'soon';
    expect(times).toHaveLength(long ? 1 : 2);
    if (!long) expect(times[1]).toBeGreaterThanOrEqual(notBefore ?? 0);
    expect((await stateOf(heart)).kind).toBe(long ? 'needs-you' : 'blocked');
    await heart.pass(minute);
  });
});
