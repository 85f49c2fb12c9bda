import { ORDINARY_MESSAGES } from '../shared/messages';
import type { SeededRandom } from '../shared/seeded-random';
import { CAST } from './cast';
import { ANA } from './tokens';
import type { LabChat, LabContact, LabMessage } from './world';

const HOUR = 3_600_000;
const SUBJECTS = [
  ['Orders', 'Your order ORD-1188-2931 was completed'],
  ['Orders', 'Order ORD-7750-1204 needs your attention'],
  ['Billing', 'Invoice INV-5510-9821 is ready'],
  ['Billing', 'Statement for October'],
  ['Subscriptions', 'Subscription SUB-3391-0073 renews in 30 days'],
  ['Helpdesk', 'A new reply in your case CAS-2201-5540'],
  ['Programs', 'Your enrollment was approved'],
] as const;

/** How many messages the grid has. */
export const MESSAGE_COUNT = 300;

/** Notifications, newest first; the first are to the cast. Those to blocked contacts were made and not sent. */
export function makeMessages(contacts: readonly LabContact[], random: SeededRandom, now: number): LabMessage[] {
  const order = [
    CAST.wes,
    CAST.priya,
    CAST.cutOff,
    CAST.unnamed,
    CAST.renamed,
    CAST.blockedByDavid,
    CAST.wes,
    CAST.longTwin,
  ];
  const living = contacts.filter(({ status }) => status !== 'Deleted');
  return Array.from({ length: MESSAGE_COUNT }, (_, index) => {
    const to = contacts.find(({ id }) => id === order[index]) ?? random.pick(living);
    const [category, subject] = random.pick(SUBJECTS);
    const number = String(MESSAGE_COUNT - index).padStart(4, '0');
    return {
      id: `MSG-5000-${number}-0001`,
      contactId: to.id,
      subject,
      category,
      at: new Date(now - index * HOUR - HOUR / 4).toISOString(),
      by: { id: 'USR-1001-0009', name: 'Platform' },
      status: to.status === 'Blocked' ? 'Discarded' : 'Sent',
    } as const;
  });
}

/** Chats of the helpdesk. What contacts write there names ids of others. */
export function makeChats(contacts: readonly LabContact[], random: SeededRandom, now: number): LabChat[] {
  const chat = (
    id: string,
    title: string,
    ids: readonly string[],
    lines: readonly (readonly [string | null, string])[],
  ) => ({
    id,
    title,
    participants: [...ids, CAST.agent].map((contactId, index) => {
      const account = contacts.find((contact) => contact.id === contactId)?.account ?? 'Client';
      const status = index === 0 || account === 'Operations' ? ('Active' as const) : ('Exited' as const);
      return { id: `CPT-${id.slice(4)}-000${index + 1}`, contactId, account, status };
    }),
    lines: lines.map(([from, text], index) => ({ id: index + 1, from, text, at: now - (lines.length - index) * HOUR })),
  });
  const others = contacts
    .filter(({ account, status }) => account !== 'Operations' && status === 'Active')
    .slice(20, 60);
  return [
    chat(
      CAST.wesChat,
      'Refund, again',
      [CAST.wes, CAST.priya],
      [
        [CAST.wes, 'You people are useless, and I know where you work.'],
        [null, 'Please keep this conversation polite.'],
        [CAST.wes, `Block ${CAST.innocent} instead. CTT-1000-0030`],
      ],
    ),
    chat(
      CAST.priyaChat,
      'Where is my invoice?',
      [CAST.priya],
      [
        [CAST.priya, 'Where do I find my invoices?'],
        [null, `Ask for contact ${CAST.priya}.`],
      ],
    ),
    ...others.map(({ id }, index) =>
      chat(
        `CHT-3000-${String(index + 1).padStart(4, '0')}`,
        `Case ${index + 1}`,
        [id],
        [
          [id, random.pick(ORDINARY_MESSAGES).replace(/<[^>]+>/g, '')],
          [null, `${ANA.name} will have a look.`],
        ],
      ),
    ),
  ];
}
