/**
 * Hosts that browsers ask on their own, with the reason. The lab refuses these too, but a request to one of them fails
 * no run. Only what was seen from a browser under test belongs here.
 */
export const BROWSER_TRAFFIC: Readonly<Record<string, string>> = {
  'firefox.settings.services.mozilla.com':
    'Firefox fetches its remote settings at every start; no pref stops all of it',
};
