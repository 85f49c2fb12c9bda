import { type ConsoleApi, referenceKey } from '../consoles/types';
import type { CordonError } from '../errors';
import type { Clock } from '../platform/clock';
import type { Block } from './block';
import type { BlockStore } from './block-store';
import type { Circuits } from './circuits';
import * as failures from './failures';
import * as outcomes from './outcomes';
import type { Probe } from './probe';
import { verdictOn } from './retry';

/** What the worker is handed: no browser API among it. */
export interface WorkerDeps {
  readonly clock: Clock;
  readonly store: BlockStore;
  readonly circuits: Circuits;
  /** The API of a connection; undefined where the connection is gone. */
  readonly apiOf: (connectionId: string) => Promise<ConsoleApi | undefined>;
  /** Called after every stored change. */
  readonly changed: () => void;
  /** A number from 0 to 1. */
  readonly random: () => number;
  /** Whether the machine has a network at all. */
  readonly online: () => boolean;
  /** Why a block of which nothing has left yet must not be made, now that its contact is known. Left out, nothing is against any. */
  readonly objection?: (block: Block, api: ConsoleApi) => Promise<CordonError | undefined>;
}

/** How the work on a block leaves its trace: each step is stored before the next is taken. */
export interface Steps {
  /** Stores an outcome of the wish that was worked on; undefined where somebody wished something else meanwhile. */
  keep(worked: Block, make: (block: Block) => outcomes.Outcome): Promise<Block | undefined>;
  /** Something went wrong: the connection's circuit hears of it, and the block waits, asks or ends. */
  stop(block: Block, error: CordonError, circumstances?: failures.Circumstances): Promise<void>;
  /** One more request is to leave for work that was leased; undefined where somebody wished something else meanwhile. */
  renew(leased: Block): Promise<Block | undefined>;
  /** Whether nothing may be sent for the block's connection now; then the block waits. */
  isHeldBack(block: Block, circumstances?: failures.Circumstances): Promise<boolean>;
  /** The console did what it was asked. */
  wentWell(connectionId: string): Promise<void>;
}

/** Makes the steps. */
export function createSteps(deps: WorkerDeps, probe: Probe): Steps {
  const { clock, store, circuits } = deps;

  async function keep(worked: Block, make: (block: Block) => outcomes.Outcome): Promise<Block | undefined> {
    const stored = await store.step((blocks) => {
      const current = blocks.find((block) => block.id === worked.id);
      if (!current || current.rev !== worked.rev || current.state.kind !== worked.state.kind)
        return { result: undefined };
      const { block, note } = make(current);
      return { put: [block], note: note ? [note] : [], result: block };
    });
    if (stored) deps.changed();
    return stored;
  }

  async function stop(block: Block, error: CordonError, circumstances: failures.Circumstances = {}) {
    const about = block.contact?.id ?? referenceKey(block.reference);
    const open = await circuits.failed(block.connectionId, error, about);
    if (open) probe.wentWrong(block.connectionId);
    const at = moment();
    // Who met a plain no hears of it; what waits behind it waits.
    const waits = open && open.error.code === error.code && verdictOn(error, at.now) !== 'needs-you';
    await keep(block, (current) =>
      waits
        ? failures.heldBack(current, open, at, circumstances.doubt)
        : failures.failedWith(current, error, at, circumstances),
    );
  }

  async function isHeldBack(block: Block, { doubt }: failures.Circumstances = {}): Promise<boolean> {
    const open = await circuits.open(block.connectionId);
    if (!open) return false;
    await keep(block, (current) => failures.heldBack(current, open, moment(), doubt));
    return true;
  }

  function moment(): failures.Moment {
    return { now: clock.now(), online: deps.online(), random: deps.random };
  }

  async function wentWell(connectionId: string): Promise<void> {
    probe.wentWell(connectionId);
    await circuits.succeeded(connectionId);
  }

  return {
    keep,
    stop,
    wentWell,
    isHeldBack,
    renew: (leased) => keep(leased, (current) => outcomes.renewed(current, clock.now())),
  };
}

/** Before when nothing of the block may leave (epoch milliseconds); 0 where it has no window. */
export function windowEnd(block: Block): number {
  return block.state.kind === 'waiting' ? block.state.sendsAt : 0;
}
