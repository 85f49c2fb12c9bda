import { mostSeveral } from '../../utils/blocking/several-ids';
import type { RulesView } from '../../utils/messaging/protocol';
import type { PopupPort } from '../popup/port';
import { usePort } from '../popup/port';

/** What else the organisation has set, in sentences; nothing where it has set nothing. */
export function Organisation({ rules }: { readonly rules: RulesView }) {
  const port = usePort();
  const sentences = sayRules(rules, port);
  if (sentences.length === 0) return null;
  return (
    <section class="section" aria-labelledby="organisation-title">
      <h2 id="organisation-title">{port.t('options_rules')}</h2>
      <ul class="lines">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

function sayRules(rules: RulesView, { t, consoles, formatList, formatNumber }: PopupPort): readonly string[] {
  const { longestHours, forGood, liftFromPage, severalMost, reasonRequired, protects } = rules;
  const allowed = consoles.filter(({ id }) => rules.consoles?.includes(id)).map(({ name }) => name);
  return [
    ...(allowed.length > 0 ? [t('options_rule_consoles', formatList(allowed))] : []),
    ...(longestHours === undefined ? [] : [t('options_rule_longest', formatNumber(longestHours))]),
    ...(forGood ? [] : [t('options_rule_not_for_good')]),
    ...(liftFromPage ? [] : [t('options_rule_lift')]),
    ...(severalMost < mostSeveral ? [t('popup_several_most', formatNumber(severalMost))] : []),
    ...(reasonRequired ? [t('options_rule_reason')] : []),
    ...(protects ? [t('options_rule_protects')] : []),
  ];
}
