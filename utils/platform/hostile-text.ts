const breaks = /[\s\p{Cc}]+/gu;
// The marks that turn the direction of what follows.
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const piledMarks = /(\p{M}{4})\p{M}+/gu;
// What fonts draw as nothing: a name of these alone would be an empty line.
const visible = /[^\s\p{C}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u;

const longest = 120;

/**
 * Makes hostile text fit to be shown as a name: one line, no controls, no direction marks, piled-up marks thinned out, at most 120
 * characters as people count them. Empty where nothing visible is left.
 */
export function showable(text: string): string {
  // Cut roughly first: a name of a megabyte must not be searched whole.
  const start = text.slice(0, 40 * longest).toWellFormed();
  const clean = start.replace(directions, '').replace(breaks, ' ').replace(piledMarks, '$1').trim();
  if (!visible.test(clean)) return '';
  // No name that fits needs the slow way.
  if (clean.length <= longest) return clean;
  // The cut may go through a letter of two halves.
  const rough = clean.slice(0, 4 * longest).replace(/[\ud800-\udbff]$/, '');
  const parts = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(rough)];
  if (parts.length <= longest && clean.length <= 4 * longest) return clean;
  return `${parts
    .slice(0, longest - 1)
    .map(({ segment }) => segment)
    .join('')
    .trimEnd()}…`;
}
