import type { ComponentChildren } from 'preact';

const firstMark = 0xe000;
const marks = /([\ue000-\ue008])/u;

/**
 * A sentence with elements at its placeholders, so that names inside it stay isolated and the order stays the translator's.
 * `say` gets one mark for each part and returns the sentence with the marks in it.
 */
export function Rich({
  say,
  parts,
}: {
  readonly say: (...marks: string[]) => string;
  readonly parts: readonly ComponentChildren[];
}) {
  const sentence = say(...parts.map((_, index) => String.fromCharCode(firstMark + index)));
  return (
    <>{sentence.split(marks).map((piece) => (marks.test(piece) ? parts[piece.charCodeAt(0) - firstMark] : piece))}</>
  );
}
