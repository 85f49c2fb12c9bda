import { type PolicyRead, readPolicy } from './policy-schema';

/** What the organisation has set in this browser. */
export interface PolicySource {
  current(): Promise<PolicyRead>;
  /** The browser has told of another policy, or of one that came late: it is read anew. */
  changed(): void;
}

const none: PolicyRead = { policy: {}, unread: [] };

/**
 * Reads the managed storage once, and again when the browser tells that it changed. Without a policy Chromium gives an empty one and
 * Firefox rejects; Firefox tells of no change, and reads its policies only when it starts.
 */
export function createPolicy(managed: { get(): Promise<unknown> }): PolicySource {
  let reading: Promise<PolicyRead> | undefined;
  return {
    current() {
      reading ??= managed.get().then(readPolicy, () => none);
      return reading;
    },
    changed() {
      reading = undefined;
    },
  };
}
