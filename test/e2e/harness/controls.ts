import type { Control, ControlQuery, ControlState } from './types';

/** One element of an accessibility tree, as a driver reads it. Text has the role `text`. */
export interface AccessibleNode {
  readonly id: number;
  /** Undefined for the root of a document. */
  readonly parent?: number | undefined;
  readonly role: string;
  readonly name: string;
  readonly description: string;
  readonly value: string;
  readonly states: readonly ControlState[];
}

const ISOLATES = /[\u2066-\u2069]/g;

/** Collapses spaces and leaves out the marks that isolate directions. */
export function plain(text: string): string {
  return text.replace(ISOLATES, '').replaceAll('\u2011', '-').replace(/\s+/g, ' ').trim();
}

function agrees(wanted: string | RegExp | undefined, actual: string): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === 'string' ? plain(actual) === plain(wanted) : wanted.test(plain(actual));
}

/** The text of all nodes, in order. */
export function textOf(nodes: readonly AccessibleNode[]): string {
  return plain(
    nodes
      .filter((node) => node.role === 'text')
      .map((node) => node.name)
      .join(' '),
  );
}

/** A control tree that can be searched by role and name. Expects the nodes in reading order, parents first. */
export function createControlTree(nodes: readonly AccessibleNode[]) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const textIn = new Map<number, string[]>();
  for (const node of nodes) {
    if (node.role !== 'text') continue;
    for (let up = node.parent; up !== undefined; up = byId.get(up)?.parent) {
      const texts = textIn.get(up);
      if (texts) texts.push(node.name);
      else textIn.set(up, [node.name]);
    }
  }

  const toControl = ({ id, role, name, description, value, states }: AccessibleNode): Control => ({
    id,
    role,
    name,
    description,
    value,
    states,
    text: plain((textIn.get(id) ?? []).join(' ')),
  });

  const isInside = (node: AccessibleNode, query: ControlQuery): boolean => {
    for (let up = node.parent; up !== undefined; up = byId.get(up)?.parent) {
      const parent = byId.get(up);
      if (parent && matches(parent, query)) return true;
    }
    return false;
  };

  const matches = (node: AccessibleNode, query: ControlQuery): boolean =>
    node.role === query.role &&
    agrees(query.name, node.name) &&
    agrees(query.description, node.description) &&
    (query.text === undefined || agrees(query.text, toControl(node).text)) &&
    (query.states ?? []).every((state) => node.states.includes(state)) &&
    !(query.withoutStates ?? []).some((state) => node.states.includes(state)) &&
    (query.within === undefined || isInside(node, query.within));

  const isControl = (node: AccessibleNode): boolean => !['', 'text', 'generic', 'none'].includes(node.role);

  return {
    all: (): Control[] => nodes.filter(isControl).map(toControl),
    find: (query: ControlQuery): Control[] => {
      const found = nodes.filter((node) => matches(node, query)).map(toControl);
      return query.nth === undefined ? found : found.slice(query.nth, query.nth + 1);
    },
  };
}

/** A query in words, for messages of failed tests. */
export function describeQuery(query: ControlQuery): string {
  const parts = [query.role];
  if (query.name !== undefined) parts.push(typeof query.name === 'string' ? `"${query.name}"` : String(query.name));
  if (query.description !== undefined) parts.push(`described as ${query.description}`);
  if (query.text !== undefined) parts.push(`with text ${query.text}`);
  if (query.states?.length) parts.push(query.states.join(' and '));
  if (query.withoutStates?.length) parts.push(`not ${query.withoutStates.join(' nor ')}`);
  if (query.nth !== undefined) parts.push(`number ${query.nth}`);
  if (query.within) parts.push(`in ${describeQuery(query.within)}`);
  return parts.join(' ');
}

/** The controls on view in words, for messages of failed tests. */
export function describeControls(controls: readonly Control[]): string {
  if (controls.length === 0) return 'nothing';
  return controls.map(({ role, name }) => `${role} "${plain(name)}"`).join(', ');
}
