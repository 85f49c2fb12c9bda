import { beforeEach, describe, expect, it } from 'vitest';
import { lockSettingsOf } from '../../../utils/connections/lock-settings';
import { createSettingsStore } from '../../../utils/connections/settings-store';
import { database, emptyDatabase } from './fresh-database';
import { rulesUnder } from './rules-fixture';

const store = createSettingsStore(database);

beforeEach(emptyDatabase);

describe('what holds for the lock', () => {
  it('is eight hours, not with the device, and no need of a passphrase, where nothing is set', async () => {
    const settings = lockSettingsOf(rulesUnder(), store);
    expect(await settings.read()).toEqual({ afterMinutes: 480, withDevice: false, passphraseRequired: false });
  });

  it('is what the organisation says', async () => {
    const settings = lockSettingsOf(rulesUnder({ lockAfterMinutes: 30, passphraseRequired: true }), store);
    expect(await settings.read()).toEqual({ afterMinutes: 30, withDevice: false, passphraseRequired: true });
  });

  it('is stored among the settings', async () => {
    await lockSettingsOf(rulesUnder(), store).change({ afterMinutes: 15, withDevice: true });
    expect(await store.read()).toMatchObject({ lockAfterMinutes: 15, lockWithDevice: true });
  });
});
