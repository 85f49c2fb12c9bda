import { presetOf } from '../connections/allowed';
import type { Rules } from '../connections/rules';
import type { RulesView } from './protocol';

/** What the screens learn of the rules. `connected` are the ids of the connections there are: what is prepared for them is done. */
export function rulesView(rules: Rules, connected: readonly string[]): RulesView {
  const { addresses: _, connections, brakes: __, protectedContacts, ...shown } = rules;
  const presets = connections.map(presetOf).filter((preset) => preset !== undefined);
  const protects = Object.values(protectedContacts).some((list) => list.length > 0);
  return { ...shown, protects, presets: presets.filter(({ connectionId }) => !connected.includes(connectionId)) };
}
