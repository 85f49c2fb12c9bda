import { closestTo, onWindow } from './dom.js';

/**
 * The `resort=press` switch: while a row is pressed, the conversation below it becomes the newest and the list is sorted
 * again before the pointer is released.
 */
export function createPressResort(onResort) {
  const newest = new Map();
  return {
    timeOf: (item) => Math.max(item.lastAt, newest.get(item.id) ?? 0),
    onPress(event, items) {
      const row = closestTo(event, '[aria-posinset]');
      const pressed = row ? Number(row.getAttribute('aria-posinset')) - 1 : -1;
      const below = items[pressed + 1];
      if (pressed < 0 || !below) return;
      let done = false;
      const resort = () => {
        if (done) return;
        done = true;
        newest.set(below.id, Math.max(Date.now(), newest.get(items[0].id) ?? items[0].lastAt) + 1);
        onResort();
      };
      setTimeout(resort);
      onWindow('pointerup', resort, { capture: true, once: true });
    },
  };
}
