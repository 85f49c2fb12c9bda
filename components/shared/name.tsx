import { showable } from '../../utils/platform/hostile-text';

/** Hostile text as text: cut to length and isolated, so that its direction cannot reorder the words around it. */
export function Name({ text }: { readonly text: string }) {
  return <bdi class="name">{showable(text)}</bdi>;
}
