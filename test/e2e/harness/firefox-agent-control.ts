import type { Agent, Extension, HostPermissions } from './firefox-privileged';

type Prompt = { readonly wrappedJSObject: { resolve(agreed: boolean): void } };

declare const WebExtensionPolicy: { getByID(id: string): { readonly extension: Extension } | null };
declare const ChromeUtils: {
  importESModule(url: string): {
    readonly ExtensionPermissions: Readonly<
      Record<'add' | 'remove', (id: string, hosts: HostPermissions, extension: Extension) => Promise<void>>
    >;
    readonly ExtensionsUI: object;
  };
};
declare const Services: {
  readonly obs: {
    addObserver(observer: (subject: Prompt) => void, topic: string): void;
    removeObserver(observer: object, topic: string): void;
  };
  readonly prefs: {
    setBoolPref(name: string, value: boolean): void;
    setIntPref(name: string, value: number): void;
    clearUserPref(name: string): void;
  };
  readonly locale: { availableLocales: readonly string[]; requestedLocales: readonly string[] };
};

/** Runs inside Firefox, from its source: does what a user does in Firefox's settings. Uses nothing from outside its own braces. */
export function createControl(): Pick<
  Agent,
  'setLocale' | 'setPref' | 'answerPrompts' | 'changeHosts' | 'backgroundState' | 'endBackground'
> {
  const PROMPT = 'webextension-optional-permission-prompt';
  let agrees = true;
  let isAnswering = false;

  const extensionOf = (id: string): Extension => {
    const extension = WebExtensionPolicy.getByID(id)?.extension;
    if (!extension) throw new Error(`No extension ${id}`);
    return extension;
  };

  const setPref: Agent['setPref'] = (name, value) => {
    if (value === undefined) Services.prefs.clearUserPref(name);
    else if (typeof value === 'boolean') Services.prefs.setBoolPref(name, value);
    else Services.prefs.setIntPref(name, value);
  };

  return {
    setPref,
    setLocale: (locale) => {
      // No language pack is installed: only the extension and the pages speak the language then.
      Services.locale.availableLocales = [...new Set([...Services.locale.availableLocales, locale])];
      Services.locale.requestedLocales = [locale];
    },
    answerPrompts: (agree) => {
      agrees = agree;
      if (isAnswering) return;
      isAnswering = true;
      // Firefox's own prompt would stay open over the page, answered or not.
      const { ExtensionsUI } = ChromeUtils.importESModule('resource:///modules/ExtensionsUI.sys.mjs');
      Services.obs.removeObserver(ExtensionsUI, PROMPT);
      Services.obs.addObserver((subject) => subject.wrappedJSObject.resolve(agrees), PROMPT);
      setPref('extensions.webextOptionalPermissionPrompts', true);
    },
    changeHosts: async (extensionId, change, origins) => {
      const { ExtensionPermissions } = ChromeUtils.importESModule(
        'resource://gre/modules/ExtensionPermissions.sys.mjs',
      );
      await ExtensionPermissions[change](extensionId, { permissions: [], origins }, extensionOf(extensionId));
    },
    backgroundState: (extensionId) => extensionOf(extensionId).backgroundState ?? 'none',
    endBackground: (extensionId) =>
      extensionOf(extensionId).terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true }),
  };
}
