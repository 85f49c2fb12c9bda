import type { Language } from './stage';

/** One way in which every state is looked at. */
export interface GalleryView {
  readonly id: string;
  readonly language: Language;
  readonly dark?: true;
  /** Colours of a person's own, as Windows' contrast themes set them. */
  readonly forcedColours?: true;
  /** Twice as large, in the width that a small window then leaves. */
  readonly zoomed?: true;
  readonly hostileNames?: true;
  /** Where nobody asks for less motion. All other views stand still. */
  readonly moving?: true;
}

/** The views of each row of pictures, from left to right. */
export const views: readonly GalleryView[] = [
  { id: 'light', language: 'en' },
  { id: 'dark', language: 'en', dark: true },
  { id: 'arabic', language: 'ar' },
  { id: 'german', language: 'de' },
  { id: 'zoomed', language: 'en', zoomed: true },
  { id: 'forced colours', language: 'en', dark: true, forcedColours: true },
  { id: 'hostile names', language: 'en', hostileNames: true },
];

/** The views that are checked for barriers: both themes in both directions, and every language. */
export const checkedViews: readonly GalleryView[] = [
  { id: 'light', language: 'en' },
  { id: 'dark', language: 'en', dark: true },
  { id: 'light from right to left', language: 'ar' },
  { id: 'dark from right to left', language: 'ar', dark: true },
  { id: 'German', language: 'de' },
];

/** The views in which nothing may be cut off or need scrolling sideways. */
export const narrowViews: readonly GalleryView[] = [
  { id: 'zoomed', language: 'en', zoomed: true },
  { id: 'zoomed German', language: 'de', zoomed: true },
  { id: 'zoomed hostile names', language: 'en', zoomed: true, hostileNames: true },
];
