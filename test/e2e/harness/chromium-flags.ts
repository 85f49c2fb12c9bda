import type { Profile } from './profile';
import type { LaunchOptions } from './types';

/** Nothing listens there: calls that no flag stops end at once, and on this machine. */
const SINK = 'http://127.0.0.1:9/';

const SILENCED_FEATURES = [
  'MediaRouter',
  'AutofillServerCommunication',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'Translate',
];

/** The flags of one Chromium: through the lab's proxy only, silent by itself, and telling what the background logs. */
export function chromiumFlags(options: LaunchOptions): string[] {
  const flags = [
    `--proxy-server=http://127.0.0.1:${options.proxyPort}`,
    // Chromium would go straight to loopback addresses, past the lab's sites on localhost.
    '--proxy-bypass-list=<-loopback>',
    '--ignore-certificate-errors',
    `--disable-features=${SILENCED_FEATURES.join(',')}`,
    '--disable-domain-reliability',
    '--allow-browser-signin=false',
    `--gaia-url=${SINK}`,
    `--component-updater=url-source=${SINK}`,
    // The background's console is read from here: a debugger attached to it would keep it alive.
    '--enable-logging=stderr',
  ];
  // Headless Chromium's screen is smaller than its own popups need.
  if (options.headless !== false) flags.push('--screen-info={1600x1200}');
  if (options.locale) flags.push(`--lang=${options.locale}`);
  // Chromium refuses to start its sandbox as root, which is what containers run as.
  if (process.getuid?.() === 0) flags.push('--no-sandbox');
  return flags;
}

/** The environment of one Chromium; on Linux the language comes from there, not from a flag. */
export function chromiumEnvironment({ locale }: LaunchOptions, profile: Profile): Record<string, string | undefined> {
  return {
    ...process.env,
    ...(locale ? { LANGUAGE: locale.replace('-', '_') } : {}),
    ...(process.platform === 'linux' ? { TMPDIR: profile.temporary } : {}),
  };
}
