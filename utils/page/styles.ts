export { default as buttonStyles } from './button.css?inline';

const withoutWidth = ':host { width: 0 !important; margin-inline: 0 !important; } button { margin-inline-start: 4px; }';

/** How the host lies, by where it stands. */
export const lying = {
  after: '',
  'after-centred': withoutWidth,
  'in-column': ':host { width: 0 !important; margin-inline: 0 !important; }',
  'after-in-row': ':host { margin-inline: 0 auto !important; }',
  inside: '',
  'inside-centred': withoutWidth,
  // Inside a name that cuts off what is taller than its line.
  'inside-cut': ':host { height: 18px !important; margin-block: -9px !important; } button { height: 18px; }',
  // A float without height would not shorten the line beside it.
  float:
    ':host { float: inline-end !important; height: 18px !important; margin-block: 0 !important; } button { height: 18px; }',
} as const;

/** The icons, as path data in a box of 16. */
export const icons = {
  block:
    'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM3 8a5 5 0 0 1 7.97-4.03L3.97 10.97A4.98 4.98 0 0 1 3 8Zm2.03 4.03 7-7A5 5 0 0 1 5.03 12.03Z',
  blocked: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM4.2 7.1h7.6v1.8H4.2Z',
  undo: 'M6.5 3 2.5 7l4 4V8.5h3a2.25 2.25 0 0 1 0 4.5H7v1.5h2.5a3.75 3.75 0 0 0 0-7.5h-3V3Z',
  // Turned round in its path: a transform would make the button count as covered.
  undoRtl: 'M9.5 3 13.5 7l-4 4V8.5h-3a2.25 2.25 0 0 0 0 4.5H9v1.5H6.5a3.75 3.75 0 0 1 0-7.5h3V3Z',
  wait: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm0 1.5a5 5 0 1 1 0 10A5 5 0 0 1 8 3Zm-.75 1.5V8.3l2.6 2.6 1.06-1.06L8.75 7.7V4.5h-1.5Z',
  caret: 'm4 6 4 4 4-4 1 1-5 5-5-5 1-1Z',
  trouble: 'M8 1 .8 14h14.4L8 1Zm-.75 5h1.5v4h-1.5V6Zm0 5.2h1.5v1.5h-1.5v-1.5Z',
} as const;
