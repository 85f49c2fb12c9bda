import type { ComponentChild } from 'preact';
import type { Stage } from './stage';
import type { SurfaceName } from './surfaces';

/** Something done on a state before it is looked at, by a trusted press or key: a control is found by its whole accessible name. */
export type Step =
  | { readonly press: string; readonly nth?: number }
  | { readonly type: string; readonly text: string }
  /** Keys, pressed one after the other wherever the focus is. */
  | { readonly keys: readonly ('Tab' | 'ArrowDown' | 'ArrowUp' | 'Enter' | 'Escape')[] };

/** One state of one surface: a row of the gallery. */
export interface GalleryState {
  /** Unique on its surface; names the picture. */
  readonly id: string;
  readonly surface: SurfaceName;
  /** What is rendered into the page. */
  readonly draw?: (stage: Stage) => ComponentChild;
  /** Or what is put there without Preact. */
  readonly mount?: (root: HTMLElement, stage: Stage) => void;
  readonly steps?: ((stage: Stage) => readonly Step[]) | undefined;
}
