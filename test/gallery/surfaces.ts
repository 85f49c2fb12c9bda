/** Where a state is met. */
export type SurfaceName = 'button' | 'menu' | 'popup' | 'options' | 'question';

/**
 * The size of each surface's window in CSS pixels; `zoomed` is what is left of it at 200 %, for the options page in a window of 640.
 * Chromium makes a popup as wide as its content, and the Cordon window as wide as `utils/messaging/question-window.ts` says.
 */
export const sizes: Readonly<
  Record<SurfaceName, { readonly width: number; readonly height: number; readonly zoomed: number }>
> = {
  button: { width: 540, height: 40, zoomed: 320 },
  menu: { width: 340, height: 540, zoomed: 320 },
  popup: { width: 380, height: 200, zoomed: 320 },
  options: { width: 720, height: 200, zoomed: 320 },
  question: { width: 460, height: 540, zoomed: 230 },
};
