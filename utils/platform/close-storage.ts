/** A storage area, as far as it can be closed. Firefox has no such call. */
interface Closable {
  readonly setAccessLevel?: ((options: { accessLevel: 'TRUSTED_CONTEXTS' }) => Promise<void>) | undefined;
}

const areas = ['local', 'sync', 'managed', 'session'] as const;

/**
 * Closes the browser's storage areas to content scripts, where the browser can. Cordon keeps no secret there that is not encrypted, but
 * for the unlocked key in `session`, which no browser opens to them by itself.
 */
export function closeStorage(storage: Partial<Record<(typeof areas)[number], object>>): void {
  for (const area of areas) {
    try {
      const closed = (storage[area] as Closable | undefined)?.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
      closed?.catch(() => undefined);
    } catch {
      // A browser without this area, or one that does not let it be closed.
    }
  }
}
