/** A reason to stop that is already one sentence for people. */
export class Problem extends Error {}

const longest = 240;

/** What went wrong, as one sentence without a stack. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Problem) return error.message;
  return `The demo stopped: ${firstPart(error)}.`;
}

/** The first part of an error's message: waiting for a control also lists all that is there instead. */
export function firstPart(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [line = ''] = message.replace(/[^\S\n]+/g, ' ').split(/\n|; there is |\. (?=[A-Z])/);
  const short = line.length > longest ? `${line.slice(0, longest)}…` : line;
  return short.replace(/[.\s]+$/, '');
}

/** Stops with a sentence where something is not as it must be. */
export function expect(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Problem(otherwise);
}
