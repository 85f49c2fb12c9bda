import { requireBrowser } from '../../lab/browsers';
import { launchChromium } from './chromium';
import { installByPolicy } from './chromium-install';
import { firefoxIdOf, launchFirefox } from './firefox';
import { managedByPolicies, managedInFirefox } from './firefox-install';
import { guardProfiles } from './profile';
import type { LaunchOptions, ManagedInstallation, Session } from './types';
import { mayChangeMachine } from './whole-machine';

export type * from './types';

/**
 * Has a browser's next launches find the extension installed, as people have it. Undefined where this machine must not be
 * changed for that: Chromium needs a policy of the whole machine.
 */
export async function installExtension(
  browser: LaunchOptions['browser'],
  extensionDir: string,
): Promise<ManagedInstallation | undefined> {
  if (browser === 'chromium') {
    return mayChangeMachine ? await installByPolicy(extensionDir, requireBrowser('chromium')) : undefined;
  }
  return managedInFirefox(await firefoxIdOf(extensionDir));
}

/** The same for Firefox under the policies of the whole machine, as companies set them. Undefined where it must not be changed for that. */
export async function installInManagedFirefox(extensionDir: string): Promise<ManagedInstallation | undefined> {
  return mayChangeMachine && process.platform === 'linux'
    ? managedByPolicies(await firefoxIdOf(extensionDir))
    : undefined;
}

/**
 * Starts a browser with the extension in it. It speaks English, whatever the machine speaks, unless another language is asked for:
 * whoever drives it goes by the words. Throws a sentence where that browser is not installed.
 */
export async function launchBrowser(options: LaunchOptions): Promise<Session> {
  const launch = options.browser === 'chromium' ? launchChromium : launchFirefox;
  const session = await launch({ locale: 'en-US', ...options }, requireBrowser(options.browser));
  guardProfiles();
  return session;
}
