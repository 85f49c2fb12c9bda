import * as z from 'zod/mini';
import type { TimedPreset } from '../blocking/end';
import { type CordonError, cordonError } from '../errors';
import type { CordonDatabase } from '../platform/database';
import { fail, ok, type Result } from '../result';

/** What a person may set for all connections of this browser profile. */
export interface Settings {
  /** How long a press can be undone before its request leaves: 0 to 60. */
  readonly undoSeconds: number;
  /** How long names are kept after a block has ended: 0 to 365. */
  readonly retentionDays: number;
  /** Whether the buttons in lists are reached with the Tab key. */
  readonly listTabStops: boolean;
  /** The team's own short texts to choose a reason from. */
  readonly reasons: readonly string[];
  /** With a passphrase: after how long without use the keys are locked, 15 to 480. */
  readonly lockAfterMinutes: number;
  /** With a passphrase: whether the keys are locked with the device, where the browser tells. */
  readonly lockWithDevice: boolean;
  /** The choice that a new connection begins with. */
  readonly defaultEnd: TimedPreset;
}

/** One setting's name. */
export type SettingName = keyof Settings;

/** What holds where nobody set anything. */
export const defaultSettings: Settings = {
  undoSeconds: 5,
  retentionDays: 90,
  listTabStops: true,
  reasons: [],
  lockAfterMinutes: 480,
  lockWithDevice: false,
  defaultEnd: '1d',
};

const whole = (least: number, most: number) => z.number().check(z.int(), z.minimum(least), z.maximum(most));

/** What each setting may be. The policy's keys of the same name go by it too. */
export const settingSchemas = {
  undoSeconds: whole(0, 60),
  retentionDays: whole(0, 365),
  listTabStops: z.boolean(),
  reasons: z.array(z.string().check(z.trim(), z.minLength(1), z.maxLength(80))).check(z.maxLength(20)),
  lockAfterMinutes: whole(15, 480),
  lockWithDevice: z.boolean(),
  defaultEnd: z.enum(['1h', '8h', '1d', '7d', '30d']),
} as const;

/** The stored settings. */
export interface SettingsStore {
  /** What is stored, each setting by itself: one that cannot be read is as if it had not been set. */
  read(): Promise<Settings>;
  /** Changes some of them in one step. Errors: `newer-data` where a newer version wrote them, `not-stored`. */
  change(part: Partial<Settings>): Promise<Result<Settings, CordonError>>;
}

const currentSchema = 1;
const place = 'settings';

/** Makes the store over the database. */
export function createSettingsStore(database: () => Promise<CordonDatabase>): SettingsStore {
  return {
    async read() {
      return readSettings(await (await database()).get('singles', place));
    },
    async change(part) {
      try {
        const transaction = (await database()).transaction('singles', 'readwrite');
        const stored = await transaction.store.get(place);
        const newer = schemaOf(stored) > currentSchema;
        // What this version does not know of is kept as it is.
        const next = { ...fieldsOf(stored), ...part, schema: currentSchema };
        if (!newer) await transaction.store.put(next, place);
        await transaction.done;
        return newer ? fail(cordonError('newer-data')) : ok(readSettings(next));
      } catch {
        return fail(cordonError('not-stored'));
      }
    },
  };
}

/** Reads stored settings of any version: what an older one wrote is brought to this one first. */
export function readSettings(stored: unknown): Settings {
  const fields = migrate(fieldsOf(stored), schemaOf(stored));
  const read = <K extends SettingName>(name: K): Settings[K] => {
    const parsed = settingSchemas[name].safeParse(fields[name]);
    return parsed.success ? (parsed.data as Settings[K]) : defaultSettings[name];
  };
  return {
    undoSeconds: read('undoSeconds'),
    retentionDays: read('retentionDays'),
    listTabStops: read('listTabStops'),
    reasons: read('reasons'),
    lockAfterMinutes: read('lockAfterMinutes'),
    lockWithDevice: read('lockWithDevice'),
    defaultEnd: read('defaultEnd'),
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** One step for each version that there was: from the one of its place in the list, counted from 1, to the next. */
const migrations: readonly ((fields: Fields) => Fields)[] = [];

function migrate(fields: Fields, schema: number): Fields {
  return migrations.slice(Math.max(0, schema - 1)).reduce((current, step) => step(current), fields);
}

function fieldsOf(stored: unknown): Fields {
  return typeof stored === 'object' && stored !== null ? (stored as Fields) : {};
}

function schemaOf(stored: unknown): number {
  const { schema } = fieldsOf(stored);
  return typeof schema === 'number' ? schema : currentSchema;
}
