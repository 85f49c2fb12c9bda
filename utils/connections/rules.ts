import { type Brakes, brakes } from '../blocking/brakes';
import { type EndLimits, longestPreset, presetHours } from '../blocking/end';
import { mostSeveral } from '../blocking/several-ids';
import type { ConsoleId } from '../consoles/types';
import type { PolicySource } from './policy';
import type { PresetConnection, ProtectedContacts } from './policy-schema';
import { defaultSettings, type SettingName, type Settings, type SettingsStore } from './settings-store';

/** What holds: the settings, and the organisation's policy over them. */
export interface Rules extends EndLimits {
  /** The settings as they hold, whoever set them. */
  readonly settings: Settings;
  /** Those that the organisation set, so that nobody else can. */
  readonly managed: readonly SettingName[];
  /** Keys of the policy that could not be read. */
  readonly unread: readonly string[];
  /** The consoles that may be connected; undefined where all may. */
  readonly consoles?: readonly ConsoleId[] | undefined;
  readonly addresses: Readonly<Record<ConsoleId, readonly string[]>>;
  readonly connections: readonly PresetConnection[];
  readonly brakes: Brakes;
  readonly severalMost: number;
  readonly protectedContacts: ProtectedContacts;
  readonly liftFromPage: boolean;
  readonly passphraseRequired: boolean;
  readonly firstRun: boolean;
  /** Whether a reason is asked for where a block has none. */
  readonly reasonRequired: boolean;
  /** Who works in this browser: it stands in what is copied for others. */
  readonly agentName?: string | undefined;
  // What follows has no screen yet: teaching and exports are to be offered.
  readonly teaching: boolean;
  readonly exports: boolean;
}

/** Where the rules are asked for. */
export interface RulesSource {
  /** Never rejects: what cannot be read is as if it had not been set. */
  current(): Promise<Rules>;
}

const names = Object.keys(defaultSettings) as SettingName[];
const nobody: ProtectedContacts = { domains: [], emails: [], ids: [] };

/** Lays the policy over the settings. It is the one place where that is done: everything else asks here. */
export function createRules(deps: {
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly policy: PolicySource;
}): RulesSource {
  return {
    async current() {
      const [own, { policy, unread }] = await Promise.all([
        deps.settings.read().catch(() => defaultSettings),
        deps.policy.current(),
      ]);
      const { longestHours } = policy;
      // No end is longer than any time.
      const limits = { longestHours, forGood: policy.forGood ?? longestHours === undefined };
      const managed = names.filter((name) => Object.hasOwn(policy, name));
      const set = Object.fromEntries(managed.map((name) => [name, policy[name as keyof typeof policy]]));
      const settings: Settings = { ...own, ...set };
      const longest = longestPreset(limits);
      return {
        ...limits,
        settings:
          presetHours[settings.defaultEnd] > presetHours[longest] ? { ...settings, defaultEnd: longest } : settings,
        managed,
        unread,
        consoles: policy.consoles,
        addresses: policy.addresses ?? {},
        connections: policy.connections ?? [],
        brakes: policy.brakes ?? brakes,
        severalMost: policy.severalMost ?? mostSeveral,
        protectedContacts: policy.protectedContacts ?? nobody,
        liftFromPage: policy.liftFromPage ?? true,
        passphraseRequired: policy.passphraseRequired ?? false,
        firstRun: policy.firstRun ?? true,
        reasonRequired: policy.reasonRequired ?? false,
        teaching: policy.teaching ?? true,
        exports: policy.exports ?? true,
        agentName: policy.agentName,
      };
    },
  };
}
