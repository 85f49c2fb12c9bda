// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { helplineRecipe } from '../../../utils/consoles/helpline/recipe';
import { look, openPage, told } from '../../unit/page/page';
import { helplineOnTrial } from './on-trial';
import { pageOf } from './pages';
import { createHelplineWorld } from './world';

const world = createHelplineWorld('demo');
const [[ticket, id] = ['', '']] = world.tickets;
const name = world.contacts.get(id)?.name;

/** What Cordon finds on a page of the practice console. */
function found(path: string) {
  openPage(pageOf(world, path) ?? '', `https://demo.helpline.example${path}`);
  return told(look(helplineRecipe).names);
}

it('the list says of each contact who it is', () => {
  const names = [...world.contacts.values()].map((one) => [`contact ${one.id}`, one.name, 'list']);
  expect(found('/contacts')).toEqual(names);
});

it('the tests of every console find everyone on the pages that they open, and people enough', () => {
  const trial = helplineOnTrial(world);
  const pathOf = (address: string | undefined) => new URL(address ?? '').pathname;
  for (const person of trial.people) {
    expect(found(pathOf(trial.pageOf(person)))).toEqual([[`contact ${person.id}`, person.name, 'heading']]);
    const [of, who] = found(pathOf(trial.conversationPageOf(person)))[0] ?? [];
    expect([world.tickets.get(of?.split(' ')[1] ?? ''), who]).toEqual([person.id, person.name]);
    expect(trial.isBlocked(person)).toBe(false);
  }
  expect(trial.people.length).toBeGreaterThan(trial.faults.length + 8);
  expect(pathOf(trial.listPage)).toBe('/contacts');
});

it.each([
  [`/contacts/${id}`, [`contact ${id}`, name, 'heading']],
  [`/tickets/${ticket}`, [`conversation ${ticket}`, name, 'heading']],
])('the page %s says whose it is by its address', (path, one) => {
  expect(found(path)).toEqual([one]);
});
