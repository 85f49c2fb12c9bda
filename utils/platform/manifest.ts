/**
 * What a browser is asked for at install: nothing but these. Hosts are optional, and asked for one connection at a time. `storage` is for
 * the unlocked key, which lies in memory only, and for the organisation's policy. `idle` tells of the device's lock, which Firefox never
 * reports.
 */
const permissions = ['alarms', 'scripting', 'storage'];

/**
 * `connect-src` must stay open for https, since a self-hosted console's origin is not known at build time; the one function that
 * builds every request (utils/connections/send.ts) is what binds the destination.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  'connect-src https: http://localhost:* http://127.0.0.1:*',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const optionalHosts = ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*'];

/** The manifest's hand-written part for one browser (`chrome`, `edge`, `firefox`); WXT adds the entrypoints to it. */
export function manifestFor(browser: string) {
  const firefox = browser === 'firefox';
  return {
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: firefox ? permissions : [...permissions, 'idle'],
    optional_host_permissions: optionalHosts,
    incognito: 'not_allowed' as const,
    content_security_policy: { extension_pages: contentSecurityPolicy },
    ...(firefox
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'cordon@cordon.example',
              strict_min_version: '140.0',
              // The contact's id, name and e-mail and the API key travel to the console's own API.
              data_collection_permissions: { required: ['personallyIdentifyingInfo', 'authenticationInfo'] },
            },
            gecko_android: { strict_min_version: '142.0' },
          },
        }
      : {
          minimum_chrome_version: '120',
          externally_connectable: { ids: [] },
          // What an organisation may set; Firefox takes any keys, and needs no list of them.
          storage: { managed_schema: 'managed-schema.json' },
        }),
  };
}
