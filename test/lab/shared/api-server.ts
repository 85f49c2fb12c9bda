import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, htmlAnswer, jsonAnswer, send, sendHalf } from './api-answer';
import type { LabFault, LabRequest, ServedWorld } from './api-log';
import { type ReceivedRequest, receive } from './api-request';

/** A request that is not served: what the client gets, and `why`, which goes into the lab's log and never to the client. */
export interface Refused {
  readonly refused: Answer;
  readonly why: string;
}

/** What one imitated API is made of; `Sound` is a request in which nothing was found wrong. */
export interface ApiParts<Sound> {
  readonly world: ServedWorld;
  /** Whether the API takes the request with this path and query; the others are left to the next handler. */
  takes(target: string): boolean;
  /** Judges a request by the documents. */
  judge(request: ReceivedRequest): { readonly sound: Sound } | Refused;
  /** Does what a sound request asks for. */
  work(sound: Sound): Answer | Refused;
  /** How an error looks of which only the status is known: of a fault, or of the lab's own mistake (500). */
  errorOf(status: number): Answer;
  /** The headers that every answer to a sound request carries, of a fault too. */
  headersOf?(sound: Sound): Readonly<Record<string, string>>;
}

/** How often a held request looks whether it may go on, in milliseconds. */
const HOLD_STEP = 5;

type Logged = { -readonly [Name in keyof LabRequest]: LabRequest[Name] };

function logEntry(world: ServedWorld, { method, path, query, headers, body }: ReceivedRequest): Logged {
  const entry: Logged = {
    at: world.now(),
    method,
    path,
    query: Object.fromEntries(query),
    headers,
    body: body.kind === 'text' ? body.json : undefined,
    status: 0,
  };
  world.requests.push(entry);
  return entry;
}

function isAt(path: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? path.startsWith(wanted) : wanted.test(path);
}

function takeFault(world: ServedWorld, { method, path }: ReceivedRequest): LabFault['kind'] | undefined {
  const fault = world.switches.faults.find(
    (item) =>
      item.times > 0 &&
      (item.method === undefined || item.method === method) &&
      (item.path === undefined || isAt(path, item.path)),
  );
  if (fault) fault.times -= 1;
  return fault?.kind;
}

/** The answer that stands in for the real one, where a fault gives one. */
function faultAnswer(fault: LabFault['kind'], errorOf: (status: number) => Answer): Answer | undefined {
  if ('html' in fault) return htmlAnswer(fault.html, fault.status);
  if ('redirect' in fault) return { status: fault.status ?? 302, headers: { location: fault.redirect }, body: '' };
  if (!('status' in fault)) return undefined;
  const plain = fault.body === undefined ? errorOf(fault.status) : jsonAnswer(fault.body, fault.status);
  return { ...plain, headers: { ...plain.headers, ...fault.headers } };
}

/**
 * Serves an imitated API, with its faults, delays and holds. The handler answers true where it took the request, and logs
 * every request in `world.requests` once it was read.
 */
export function createApiServer<Sound>(parts: ApiParts<Sound>): (req: IncomingMessage, res: ServerResponse) => boolean {
  const { world } = parts;

  const pauseWhileHeld = async (res: ServerResponse, { method }: Logged): Promise<void> => {
    const isHeld = () => world.switches.hold === true || world.switches.hold === method;
    while (isHeld() && !res.destroyed) await sleep(HOLD_STEP);
  };

  const settle = (entry: Logged, result: Answer | Refused): Answer => {
    if (!('refused' in result)) return result;
    entry.refusal = result.why;
    return result.refused;
  };

  // The time is the world's own, as everything else in it.
  const dated = (answer: Answer): Answer => ({
    ...answer,
    headers: { date: new Date(world.now()).toUTCString(), ...answer.headers },
  });

  const finish = (res: ServerResponse, entry: Logged, answer: Answer): void => {
    // A client that left gets nothing, and the log must not say that it did.
    if (res.destroyed) return;
    entry.status = answer.status;
    send(res, dated(answer));
  };

  const serveSound = async (
    sound: Sound,
    fault: LabFault['kind'] | undefined,
    entry: Logged,
    res: ServerResponse,
  ): Promise<void> => {
    const { holdAt, latencyMs } = world.switches;
    const cut = fault && 'cut' in fault ? fault.cut : undefined;
    if (holdAt === 'before-work') await pauseWhileHeld(res, entry);
    if (res.destroyed) return;
    if (cut === 'before-work') return void res.destroy();
    const plain = (fault && faultAnswer(fault, parts.errorOf)) ?? settle(entry, parts.work(sound));
    const answer = { ...plain, headers: { ...parts.headersOf?.(sound), ...plain.headers } };
    if (holdAt === 'after-work') await pauseWhileHeld(res, entry);
    const delay = latencyMs + (fault && 'delayMs' in fault ? fault.delayMs : 0);
    if (delay > 0) await sleep(delay);
    if (cut === 'after-work') return void res.destroy();
    if (cut === 'mid-body') return sendHalf(res, dated(answer));
    finish(res, entry, answer);
  };

  const serve = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const request = await receive(req);
    const entry = logEntry(world, request);
    try {
      const verdict = parts.judge(request);
      if ('refused' in verdict) finish(res, entry, settle(entry, verdict));
      else await serveSound(verdict.sound, takeFault(world, request), entry, res);
    } catch (error) {
      // A mistake of the lab is seen in the log, where tests look, and not only by the client.
      finish(res, entry, settle(entry, { refused: parts.errorOf(500), why: `the lab itself failed: ${error}` }));
    }
  };

  return (req, res) => {
    if (!parts.takes(req.url ?? '')) return false;
    void serve(req, res);
    return true;
  };
}
