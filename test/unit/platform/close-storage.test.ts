import { describe, expect, it } from 'vitest';
import { closeStorage } from '../../../utils/platform/close-storage';

describe('the browser’s storage areas', () => {
  it('are closed to content scripts, each of them', () => {
    const closed: unknown[] = [];
    const area = (name: string) => ({
      setAccessLevel: async (level: unknown) => void closed.push([name, level]),
    });
    closeStorage({ local: area('local'), sync: area('sync'), managed: area('managed'), session: area('session') });
    const level = { accessLevel: 'TRUSTED_CONTEXTS' };
    expect(closed).toEqual(['local', 'sync', 'managed', 'session'].map((name) => [name, level]));
  });

  it('are left where the browser has no such call, or refuses one of them', () => {
    const closed: string[] = [];
    closeStorage({
      local: {
        setAccessLevel() {
          throw new Error('no');
        },
      },
      sync: { setAccessLevel: () => Promise.reject(new Error('no')) },
      session: { setAccessLevel: async () => void closed.push('session') },
    });
    closeStorage({ local: {} });
    expect(closed).toEqual(['session']);
  });
});
