import type { Block } from '../../../utils/blocking/block';
import { type Circuit, closed } from '../../../utils/blocking/circuit';
import { createCircuits } from '../../../utils/blocking/circuits';
import { type EndChoice, endOf } from '../../../utils/blocking/end';
import { createEngine, type EngineDeps } from '../../../utils/blocking/engine';
import type { ConsoleApi, Reference } from '../../../utils/consoles/types';
import type { CordonError } from '../../../utils/errors';
import type { Result } from '../../../utils/result';
import { createFakeConsole } from './fake-console';
import { createMemoryStore } from './memory-store';

/** The undo window of these tests (milliseconds). */
export const undoWindow = 5_000;

/** The connection of these tests. */
export const connectionId = 'acquire:demo';

/** So many wakings without time passing are no work but a circle. */
const mostWakings = 500;

/** What a heart may be made with. */
export interface HeartOptions {
  readonly start?: number;
  readonly endsBlocks?: boolean;
  /** Whether the console tells who is blocked. */
  readonly tellsState?: boolean;
  /** Whether the store gives away copies, as the real one does. */
  readonly copies?: boolean;
  readonly random?: () => number;
  /** What the engine goes by in place of its usual numbers. */
  readonly rules?: Pick<EngineDeps, 'objection' | 'brakes' | 'namesKept'>;
}

/** What a press may be made with. */
export interface PressOptions {
  readonly name?: string;
  readonly end?: EndChoice;
  readonly chosen?: boolean;
  readonly id?: string;
  readonly tabId?: number;
  readonly confirmed?: boolean;
}

/** An engine over a fake clock, store and console. The machine's clock can be set; the time itself only passes. */
export function createHeart(options: HeartOptions = {}) {
  let time = options.start ?? Date.UTC(2026, 10, 20, 12);
  let offset = 0;
  let waking: number | undefined;
  let pressed = 0;
  let activity = 0;
  let stopped = false;
  const now = () => time + offset;
  const clockOf = () => time;
  const own = options.endsBlocks === false ? { endsBlocks: false, serverNow: clockOf } : {};
  const console = createFakeConsole(now, { ...own, tellsState: options.tellsState ?? true, time: clockOf });
  const store = createMemoryStore(options.copies);
  const connected = { value: true };
  const stored = new Map<string, Circuit>();
  const network = { up: true };
  let life = 0;
  let engine = startBackground();

  /** A background that was killed neither stores nor hears anything any more: what it waits for never comes. */
  function startBackground() {
    life += 1;
    const mine = life;
    const whileAlive = async <T>(work: () => Promise<T>): Promise<T> => {
      activity += 1;
      const done = mine === life ? await work() : undefined;
      activity += 1;
      return mine === life ? (done as T) : new Promise<T>(() => {});
    };
    const heard = async (asking: Promise<Result<unknown, CordonError>>) => {
      const answer = await asking;
      if (mine === life && !Array.isArray(answer) && !answer.ok) console.ways.onRefused(answer.error);
      return answer;
    };
    const api = Object.fromEntries(
      Object.entries(console.api).map(([name, call]) => [
        name,
        typeof call === 'function'
          ? (...values: never[]) =>
              whileAlive(() => heard((call as (...values: never[]) => ReturnType<ConsoleApi['block']>)(...values)))
          : call,
      ]),
    ) as unknown as ConsoleApi;
    const clock = { now };
    const circuits = createCircuits(
      {
        read: async (id) => stored.get(id) ?? closed,
        write: async (id, circuit) => {
          if (mine === life) stored.set(id, circuit);
        },
      },
      clock,
      (id) => {
        if (mine === life) void engine.connectionReady(id);
      },
    );
    return createEngine({
      clock,
      circuits,
      online: () => network.up,
      store: {
        all: () => whileAlive(store.all),
        get: (id) => whileAlive(() => store.get(id)),
        step: (decide) => whileAlive(() => store.step(decide)),
        journal: () => whileAlive(store.journal),
        tidy: (at) => whileAlive(() => store.tidy(at)),
      },
      apiOf: async () => (connected.value ? api : undefined),
      changed: () => {},
      random: options.random ?? (() => 0.5),
      wakeAt: (at) => {
        if (mine === life) waking = at;
      },
      ...options.rules,
    });
  }

  /** Lets everything that needs no clock come to rest: until nobody has touched store or console for a while. */
  async function settle(): Promise<void> {
    let before: number;
    let rounds = 0;
    do {
      before = activity;
      rounds += 1;
      if (rounds > mostWakings) throw new Error('the engine works in a circle');
      for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
    } while (activity !== before);
  }

  /** Kills the background. What it had asked the clock for is forgotten. */
  function kill(): void {
    waking = undefined;
    stopped = false;
    engine = startBackground();
  }

  return {
    console,
    store,
    connected,
    circuits: stored,
    network,
    settle,
    now,
    /** The time itself, as the console's own clock has it. */
    time: clockOf,
    waking: () => waking,
    engine: () => engine,
    /** Sets the machine's clock, as a person or a time server does. */
    setClock(milliseconds: number): void {
      offset += milliseconds;
    },
    /** Presses Block on a reference, as the page would. */
    press(reference: Reference, press: PressOptions = {}): Promise<Result<Block, CordonError>> {
      pressed += 1;
      return engine.block(
        {
          id: press.id ?? `press-${pressed}`,
          connectionId,
          reference,
          pageName: press.name ?? 'Alex Morgan',
          end: endOf(press.end ?? '1d', now()),
          endChosen: press.chosen ?? false,
          tabId: press.tabId,
          fromPage: press.tabId !== undefined,
          confirmed: press.confirmed ?? false,
        },
        undoWindow,
      );
    },
    /** Turns the clock, waking the engine whenever it asked to be. */
    async pass(milliseconds: number): Promise<void> {
      const until = time + milliseconds;
      let idle = 0;
      for (;;) {
        await settle();
        const wakes = waking === undefined ? Number.POSITIVE_INFINITY : waking - offset;
        const happens = console.flights.next() ?? Number.POSITIVE_INFINITY;
        const next = Math.min(wakes, happens);
        if (next > until) break;
        idle = next > time ? 0 : idle + 1;
        if (idle > mostWakings) throw new Error('the engine wakes itself in a circle');
        time = Math.max(time, next);
        console.flights.happen();
        if (wakes > next) continue;
        waking = undefined;
        if (stopped) void engine.start();
        stopped = false;
        void engine.drive();
      }
      time = until;
    },
    kill,
    /** Stops the background as browsers do: nothing but its own alarm starts it again. */
    stop(): void {
      const alarm = waking;
      kill();
      waking = alarm;
      stopped = true;
    },
    /** Kills the background and starts it again over what is stored. */
    async restart(): Promise<void> {
      kill();
      void engine.start();
      await settle();
    },
    async only(): Promise<Block> {
      const [block, ...others] = await engine.all();
      if (!block || others.length > 0) throw new Error(`expected one block, found ${others.length + (block ? 1 : 0)}`);
      return block;
    },
  };
}

/** The heart of the tests. */
export type Heart = ReturnType<typeof createHeart>;
