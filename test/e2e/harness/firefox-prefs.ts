import { installedPrefs } from './firefox-install';
import type { Profile } from './profile';
import type { LaunchOptions } from './types';

/** Fixed, so that tests know the extension's origin. */
export const FIREFOX_UUID = '5b2c1f60-7d3e-4a8b-9c41-0c0d07e57a11';

/** 0 is dark, 1 is light. */
export const COLOR_SCHEME_PREF = 'layout.css.prefers-color-scheme.content-override';

/** The prefs of one Firefox: through the lab's proxy only, silent by itself, and open to the harness. */
export function firefoxPrefs(options: LaunchOptions, extensionId: string): Record<string, unknown> {
  const { proxyPort, colorScheme, installed } = options;
  const proxy = { host: '127.0.0.1', port: proxyPort };
  return {
    'network.proxy.type': 1,
    'network.proxy.http': proxy.host,
    'network.proxy.http_port': proxy.port,
    'network.proxy.ssl': proxy.host,
    'network.proxy.ssl_port': proxy.port,
    // Firefox would go straight to loopback addresses, past the lab's sites on localhost.
    'network.proxy.allow_hijacking_localhost': true,
    'network.proxy.no_proxies_on': '',
    // Obeyed together with the environment below only.
    'services.settings.server': 'data:,#remote-settings-dummy/v1',
    'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: FIREFOX_UUID }),
    'extensions.webextOptionalPermissionPrompts': false,
    ...(installed ? installedPrefs : {}),
    ...(colorScheme ? { [COLOR_SCHEME_PREF]: colorScheme === 'dark' ? 0 : 1 } : {}),
  };
}

/** The environment of one Firefox. */
export function firefoxEnvironment(
  { windowSize, installed }: LaunchOptions,
  profile: Profile,
): Record<string, string | undefined> {
  const { width, height } = windowSize ?? { width: 1280, height: 800 };
  return {
    ...process.env,
    // A release of Firefox obeys its pref for the server of remote settings only with this.
    MOZ_REMOTE_SETTINGS_DEVTOOLS: '1',
    MOZ_HEADLESS_WIDTH: String(width),
    MOZ_HEADLESS_HEIGHT: String(height),
    ...(installed?.home ? { HOME: installed.home } : {}),
    ...(process.platform === 'linux' ? { TMPDIR: profile.temporary } : {}),
  };
}
