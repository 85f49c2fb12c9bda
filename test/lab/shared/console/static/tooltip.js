import { c } from './class-names.js';
import { body, closestTo, h, onWindow } from './dom.js';

const TARGET = '[data-original-title]';

/** Shows what stands in `data-original-title` below the element that the pointer or the focus is on. */
export function startTooltips(root) {
  const tip = h('div', { class: c.tooltip, role: 'tooltip' });
  const hide = () => tip.remove();
  const show = (event) => {
    const target = closestTo(event, TARGET);
    if (!target) return hide();
    tip.textContent = target.dataset.originalTitle;
    body.append(tip);
    const { left, bottom } = target.getBoundingClientRect();
    tip.style.left = `${Math.round(left)}px`;
    tip.style.top = `${Math.round(bottom + 6)}px`;
  };
  root.addEventListener('mouseover', show);
  root.addEventListener('mouseleave', hide);
  root.addEventListener('focusin', show);
  root.addEventListener('focusout', hide);
  root.addEventListener('click', hide);
  onWindow('scroll', hide, { capture: true, passive: true });
}
