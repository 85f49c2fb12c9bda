/** The control of this accessible name, in the document or in an open root in it. Throws where there is none. */
export function findControl(document: Document, name: string, nth: number): Element {
  const named = [...controlsIn(document)].filter((control) => nameOf(control) === name);
  const found = named[nth];
  if (!found) {
    const all = [...controlsIn(document)].map(nameOf).join(' | ');
    throw new RangeError(`no control "${name}" (${nth}) among: ${all}`);
  }
  return found;
}

function* controlsIn(root: Document | ShadowRoot): Iterable<Element> {
  yield* root.querySelectorAll('button, input, select, textarea');
  for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) yield* controlsIn(shadowRoot);
}

function nameOf(control: Element): string {
  const label =
    control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement ? control.labels?.[0] : null;
  const own = control.localName === 'button' ? control.textContent : (label?.textContent ?? '');
  return (control.getAttribute('aria-label') ?? own ?? '').trim();
}
