import { describe, expect, it } from 'vitest';
import { readSources } from './read-files';

// A side that is named by left or right stays there when the words run the other way.
const sided =
  /(?:^|[\s;{'"`])((?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-\w+)?|border-(?:top|bottom)-(?:left|right)-radius|left|right|(?:text-align|float|clear)\s*:\s*(?:left|right))\s*(?=[:;!}\s])/g;

/** The declarations of a stylesheet that name a side by left or right. */
function sidesIn(text: string): readonly string[] {
  const rules = text.replace(/\/\*.*?\*\//gs, '');
  return [...rules.matchAll(sided)].flatMap(([, found = '']) => (found ? [found] : []));
}

const sheets = [...readSources('components', 'entrypoints', 'utils')].filter(([path]) => path.endsWith('.css'));

describe('the stylesheets', () => {
  it('are there', () => {
    expect(sheets.length).toBeGreaterThan(5);
  });

  it.each(sheets)('name no side by left or right in %s', (_path, text) => {
    expect(sidesIn(text)).toEqual([]);
  });

  it('are checked for what names one', () => {
    expect(sidesIn('a { margin-left: 4px; }\nb{left:0}\nc { text-align: right; }')).toEqual([
      'margin-left',
      'left',
      'text-align: right',
    ]);
    expect(sidesIn('.ring-left { margin-inline-start: 4px; float: inline-end; } /* left: 0 */')).toEqual([]);
  });
});
