import { type Block, endOfBlock, isLive, mayBeDone } from './block';
import type { Step } from './block-store';

/** How long a name is kept after its block has ended (90 days, in milliseconds). */
export const namesKept = 90 * 86_400_000;

/**
 * When a block ended (epoch milliseconds); undefined while it lives: while it is being made, stands, waits for a person, or may stand.
 */
export function endedAt(block: Block, now: number): number | undefined {
  const { state } = block;
  if (isLive(block)) return undefined;
  switch (state.kind) {
    case 'lifted':
    case 'undone':
      return state.at;
    case 'blocked':
      return state.endedBy === 'console' && endOfBlock(block) <= now ? endOfBlock(block) : undefined;
    case 'failed': {
      // What may be on the console, or stands there since its lift failed, is there until its end.
      const wish = block.wish.kind === 'blocked' ? block.wish : block.previous?.wish;
      const stands = mayBeDone(block) || block.wish.kind === 'not-blocked';
      const end = stands && wish?.kind === 'blocked' ? Math.max(wish.until, block.pressedAt) : block.pressedAt;
      return end <= now ? end : undefined;
    }
    default:
      return undefined;
  }
}

/** Whether what people wrote of a block is kept no longer (`now` is epoch milliseconds, `kept` milliseconds). */
export function isForgotten(block: Block, now: number, kept = namesKept): boolean {
  const at = endedAt(block, now);
  return at !== undefined && now - at >= kept;
}

/** Takes names, e-mails and everything else that was written by people out of blocks that ended long ago; id, times and outcome stay. */
export function forgetNames(blocks: readonly Block[], now: number, kept = namesKept): Step<number> {
  const old = blocks.filter((block) => isForgotten(block, now, kept));
  const put = old.flatMap((block) => withoutNames(block) ?? []);
  return { put, result: put.length };
}

/** Words are a name or an e-mail: where they led to nobody, nothing is left to call the contact by. */
function withoutWords({ reference, contact }: Block): Block['reference'] {
  if (reference.kind !== 'words') return reference;
  return contact ? { kind: 'contact', contactId: contact.id } : { kind: 'words', words: '' };
}

/** The block without names; undefined where it holds none any more. */
function withoutNames(block: Block): Block | undefined {
  const { contact, reference, state, previous, reason, note, ...rest } = block;
  const rules = state.kind === 'lifted' ? state.rules : [];
  const named = contact ? Object.keys(contact).length > 1 : false;
  const words =
    (reference.kind === 'words' && reference.words !== '') || block.aliases.some((key) => key.startsWith('words '));
  const described = reason !== undefined || note !== undefined;
  if (!named && !words && !described && !previous && rules.length === 0 && block.pageName === '') return undefined;
  return {
    ...rest,
    pageName: '',
    reference: withoutWords(block),
    aliases: block.aliases.filter((key) => !key.startsWith('words ')),
    ...(contact && { contact: { id: contact.id } }),
    state: state.kind === 'lifted' ? { ...state, rules: [] } : state,
  };
}
