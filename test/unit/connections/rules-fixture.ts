import { readPolicy } from '../../../utils/connections/policy-schema';
import { createRules, type RulesSource } from '../../../utils/connections/rules';
import { defaultSettings, type Settings } from '../../../utils/connections/settings-store';

/** The rules under a policy, as the browser would hand it over, and over some settings. `set` puts another policy in its place. */
export function rulesUnder(
  policy: Record<string, unknown> = {},
  settings: Partial<Settings> = {},
): RulesSource & { set(policy: Record<string, unknown>): void } {
  let values = policy;
  const rules = createRules({
    settings: { read: async () => ({ ...defaultSettings, ...settings }) },
    policy: { current: async () => readPolicy(values), changed() {} },
  });
  return {
    ...rules,
    set(next) {
      values = next;
    },
  };
}
