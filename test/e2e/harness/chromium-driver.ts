import type { CDPSession, Frame, Page, Protocol } from 'puppeteer-core';
import type { AccessibleNode } from './controls';
import { createPageHalf } from './page-driver';
import type { Box, ControlState } from './types';
import type { ViewDriver } from './view';

type AXNode = Protocol.Accessibility.AXNode;

/** The driver keeps the session of a frame's process to itself; there is no public way to it. */
type FrameWithSession = Frame & { readonly client: CDPSession; readonly _id: string };

interface Place {
  readonly session: CDPSession;
  readonly backendNodeId: number;
  readonly frame: FrameWithSession;
}

const SKIPPED_ROLES = new Set(['InlineTextBox', 'ListMarker', 'none']);

/** Chromium's own role words where ARIA, and so Firefox, has another. */
const ROLES: Readonly<Record<string, string>> = {
  Date: 'date',
  DateTime: 'date',
  DisclosureTriangle: 'button',
  Iframe: 'generic',
  InputTime: 'date',
  Legend: 'generic',
  LabelText: 'generic',
  MenuListPopup: 'listbox',
  RootWebArea: 'document',
  StaticText: 'text',
  image: 'img',
};

const STATES: Readonly<Record<string, ControlState>> = {
  busy: 'busy',
  disabled: 'disabled',
  focusable: 'focusable',
  focused: 'focused',
  hasPopup: 'has-popup',
  invalid: 'invalid',
  readonly: 'readonly',
  required: 'required',
  selected: 'selected',
};

function statesOf(node: AXNode): ControlState[] {
  const states: ControlState[] = [];
  for (const { name, value } of node.properties ?? []) {
    const state = STATES[name];
    const text = String(value.value);
    if (state && text !== 'false') states.push(state);
    if (name === 'expanded') states.push(text === 'true' ? 'expanded' : 'collapsed');
    if ((name === 'checked' || name === 'pressed') && text === 'true') states.push(name);
    if ((name === 'checked' || name === 'pressed') && text === 'mixed') states.push('mixed');
  }
  return states;
}

function wordOf(value: Protocol.Accessibility.AXValue | undefined): string {
  return value?.value === undefined ? '' : String(value.value);
}

function withSession(frame: Frame): FrameWithSession {
  return frame as FrameWithSession;
}

/** Nearest frame above, or the frame itself, whose document is the root of its process. */
function localRootOf(frame: FrameWithSession): FrameWithSession {
  let root = frame;
  for (let up = frame.parentFrame(); up && withSession(up).client === frame.client; up = up.parentFrame()) {
    root = withSession(up);
  }
  return root;
}

/** Where the coordinates of the frame's process begin, in the page's. */
async function originOf(frame: FrameWithSession): Promise<{ x: number; y: number }> {
  const root = localRootOf(frame);
  if (!root.parentFrame()) return { x: 0, y: 0 };
  const element = await root.frameElement();
  const [corner] = (await element?.boxModel())?.content ?? [];
  await element?.dispose();
  return corner ?? { x: 0, y: 0 };
}

/** Drives one document in Chromium: its accessibility tree tells of closed roots too, and knows each node's place. */
export function createChromiumDriver(page: Page): ViewDriver {
  const places = new Map<number, Place>();
  const ids = new Map<string, number>();
  let nextId = 1;

  const idFor = (place: Place): number => {
    const key = `${place.session.id()} ${place.backendNodeId}`;
    const id = ids.get(key) ?? nextId++;
    ids.set(key, id);
    places.set(id, place);
    return id;
  };

  const readFrame = async (frame: FrameWithSession): Promise<AccessibleNode[]> => {
    const session = frame.client;
    const { nodes } = await session
      .send('Accessibility.getFullAXTree', { frameId: frame._id })
      .catch((error: unknown) => {
        if (frame.detached || frame !== page.mainFrame()) return { nodes: [] };
        throw error;
      });
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const read: AccessibleNode[] = [];

    const walk = (node: AXNode, parent: number | undefined): void => {
      const role = wordOf(node.role);
      if (SKIPPED_ROLES.has(role) && !node.childIds?.length) return;
      let own = parent;
      if (!node.ignored && node.backendDOMNodeId !== undefined && !SKIPPED_ROLES.has(role)) {
        own = idFor({ session, frame, backendNodeId: node.backendDOMNodeId });
        read.push({
          id: own,
          parent,
          role: ROLES[role] ?? role,
          name: wordOf(node.name),
          description: wordOf(node.description),
          value: wordOf(node.value),
          states: statesOf(node),
        });
      }
      for (const childId of node.childIds ?? []) {
        const child = byId.get(childId);
        if (child) walk(child, own);
      }
    };

    const root = nodes.find((node) => node.parentId === undefined);
    if (root) walk(root, undefined);
    return read;
  };

  const placeOf = (id: number): Place => {
    const place = places.get(id);
    if (!place) throw new Error(`No control ${id} was read from this view`);
    return place;
  };

  const boxOf = async (id: number): Promise<Box | undefined> => {
    const { session, backendNodeId, frame } = placeOf(id);
    const answer = await session.send('DOM.getBoxModel', { backendNodeId }).catch(() => undefined);
    if (!answer) return undefined;
    const [left, top] = answer.model.border;
    const { x, y } = await originOf(frame);
    return { x: x + (left ?? 0), y: y + (top ?? 0), width: answer.model.width, height: answer.model.height };
  };

  return {
    ...createPageHalf(page),
    url: async () => page.url(),
    readNodes: async () => (await Promise.all(page.frames().map((frame) => readFrame(withSession(frame))))).flat(),
    boxOf,
    reveal: async (id) => {
      const { session, backendNodeId } = placeOf(id);
      await session.send('DOM.scrollIntoViewIfNeeded', { backendNodeId }).catch(() => undefined);
    },
    focus: async (id) => {
      const { session, backendNodeId } = placeOf(id);
      await session.send('DOM.focus', { backendNodeId });
    },
    selectAll: async () => {
      await page.keyboard.down('Control');
      await page.keyboard.press('a', { commands: ['SelectAll'] });
      await page.keyboard.up('Control');
    },
  };
}
