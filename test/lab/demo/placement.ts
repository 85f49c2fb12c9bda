import type { Box, View } from '../../e2e/harness/launch';
import { expect } from './problem';

/** The farthest that a button may stand from its name, and how far off its line, in CSS pixels. */
const FARTHEST = 24;
const OFF_LINE = 5;

interface Row {
  readonly name: string;
  readonly height: number;
  readonly nameBox: Box;
  readonly timeBox: Box;
}

/** The rows of the practice inbox that are wholly in view; the console marks a row's name with `title="#id"`. */
function readRows(view: View): Promise<Row[]> {
  return view.page.evaluate(() => {
    const rows: Row[] = [];
    for (const row of document.querySelectorAll('[role="listitem"]')) {
      const [name, time] = [row.querySelector('[title^="#"]'), row.querySelector('time')];
      const { top, bottom, height } = row.getBoundingClientRect();
      if (!name || !time || top < 100 || bottom > innerHeight) continue;
      const text = document.createRange();
      text.selectNodeContents(name);
      const [nameBox, timeBox] = [text.getBoundingClientRect().toJSON(), time.getBoundingClientRect().toJSON()];
      rows.push({ name: name.textContent ?? '', height, nameBox, timeBox });
    }
    return rows;
  });
}

function isBeside(button: Box, { nameBox, timeBox }: Row): boolean {
  const gap = Math.max(button.x - (nameBox.x + nameBox.width), nameBox.x - (button.x + button.width));
  const offLine = Math.abs(button.y + button.height / 2 - (nameBox.y + nameBox.height / 2));
  return gap >= -1 && gap <= FARTHEST && offLine <= OFF_LINE && button.x + button.width <= timeBox.x + 1;
}

/**
 * Checks that in the practice inbox every row in view has its button beside the name, and that no row is higher than another.
 * Answers how many rows it saw.
 */
export async function checkRows(view: View): Promise<number> {
  const rows = await readRows(view);
  expect(rows.length > 4, 'The inbox shows too few conversations.');
  const controls = await view.controls();
  for (const row of rows) {
    expect(row.height === rows[0]?.height, `The row of ${row.name} is higher than the others.`);
    const ofRow = controls.filter(({ role, name }) => role === 'button' && name === `Block ${row.name}`);
    const boxes = await Promise.all(ofRow.map((control) => view.boxOf(control)));
    const found = boxes.some((box) => box && isBeside(box, row));
    expect(found, `The button is not beside the name of ${row.name}.`);
  }
  return rows.length;
}
