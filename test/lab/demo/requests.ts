import type { LabRequest } from '../shared/api-log';

const LOOK_MS = 50;
/** How long an unanswered request is waited for before it is printed all the same: longer than Cordon waits. */
const PATIENCE_MS = 25_000;

/** Prints requests as they are answered. */
export interface RequestPrinter {
  /** Prints what was answered since the last look, at once. */
  flush(): void;
  stop(): void;
}

function credentialOf({ headers }: LabRequest): string {
  if (headers.authorization === undefined) return 'no Authorization';
  return headers.authorization.startsWith('Bearer ') ? 'Authorization: Bearer …' : 'Authorization: …';
}

function outcomeOf({ status, refusal }: LabRequest): string {
  const answer = status === 0 ? 'no answer' : String(status);
  return refusal === undefined ? answer : `${answer}, refused: ${refusal}`;
}

/** One request in one or two lines; keys are left out, wherever in it they may stand. */
export function describeRequest(request: LabRequest, keys: readonly string[]): string {
  const query = new URLSearchParams(request.query).toString();
  const address = query ? `${request.path}?${query}` : request.path;
  const head = `  ${request.method.padEnd(6)} ${address}  ${credentialOf(request)}  ${outcomeOf(request)}`;
  const text = request.body === undefined ? head : `${head}\n         ${JSON.stringify(request.body)}`;
  return keys.reduce((safe, key) => safe.replaceAll(key, '…').replaceAll(encodeURIComponent(key), '…'), text);
}

/** What an imitated API received, and the keys that must not be printed. */
export interface PrintedApi {
  readonly name: string;
  readonly requests: readonly LabRequest[];
  readonly keys: readonly string[];
}

/** Prints each request that these APIs receive, in order, as soon as it was answered, below the name of its console. */
export function printRequests(apis: readonly PrintedApi[]): RequestPrinter {
  const printed = new Map<PrintedApi, number>();
  let last = '';

  const printOne = (api: PrintedApi, all: boolean): void => {
    for (;;) {
      const count = printed.get(api) ?? 0;
      const request = api.requests[count];
      if (!request) return;
      const answered = request.status !== 0 || Date.now() - request.at > PATIENCE_MS;
      if (!answered && !all) return;
      printed.set(api, count + 1);
      if (api.name !== last) console.log(`  ${api.name}:`);
      last = api.name;
      console.log(describeRequest(request, api.keys));
    }
  };
  const print = (all: boolean): void => {
    for (const api of apis) printOne(api, all);
  };

  const timer = setInterval(() => print(false), LOOK_MS);
  return {
    flush: () => print(false),
    stop() {
      clearInterval(timer);
      print(true);
    },
  };
}
