/** What most contacts write. */
export const ORDINARY_MESSAGES: readonly string[] = [
  'Hi, is anyone there?',
  'My order has not arrived yet, can you check?',
  'I was charged twice. <b>Please help</b>',
  'Thanks, that worked!',
  'Can I change the delivery address?',
  'The link in your mail does not open',
  'Where do I find my invoices?',
  'How do I add a colleague to our account?',
  'It says my password is wrong, but it is not',
  'Good morning! 👋',
  'I would like to cancel from next month',
  'Any news?',
];

/** What the agents answer. */
export const AGENT_MESSAGES: readonly string[] = [
  'Hello, how can I help?',
  'Let me have a look.',
  'Could you tell me the order number?',
  'That is sorted out now.',
  'I have asked our billing team and will come back to you.',
  'Please keep this conversation polite.',
];
