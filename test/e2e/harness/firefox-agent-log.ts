import type { Agent, ConsoleEvent, RawMessage, ScriptError } from './firefox-privileged';

declare const Cc: Readonly<
  Record<string, { getService(kind: unknown): ConsoleStorage; createInstance(kind: unknown): unknown }>
>;
declare const Ci: Readonly<Record<string, unknown>>;
declare function sendAsyncMessage(name: string, message: RawMessage): void;
declare const Services: {
  readonly ppmm: {
    addMessageListener(name: string, listener: (message: { readonly data: RawMessage }) => void): void;
    loadProcessScript(url: string, inLaterProcessesToo: boolean): void;
  };
  readonly console: {
    registerListener(listener: { observe(message: { QueryInterface(kind: unknown): ScriptError }): void }): void;
  };
};

interface ConsoleStorage {
  addLogEventListener(listener: (event: { readonly wrappedJSObject: ConsoleEvent }) => void, principal: unknown): void;
}

/**
 * Runs inside Firefox, from its source: tells what every script of pages and extension logs and throws, the background's
 * too, which the driver's own log leaves out. Uses nothing from outside its own braces.
 */
export function createListener(): Pick<Agent, 'listen'> {
  /** Runs in each of Firefox's processes, from its source again: console calls stay in the process that made them. */
  function relayConsole(): void {
    const textOf = (value: unknown): string => {
      if (typeof value === 'string') return value;
      try {
        const isError = typeof value === 'object' && value !== null && 'stack' in value;
        return isError ? String(value) : (JSON.stringify(value) ?? String(value));
      } catch {
        return String(value);
      }
    };
    const levels: Readonly<Record<string, RawMessage['level']>> = {
      assert: 'error',
      debug: 'debug',
      error: 'error',
      info: 'info',
      trace: 'debug',
      warn: 'warn',
    };
    Cc['@mozilla.org/consoleAPI-storage;1']?.getService(Ci.nsIConsoleAPIStorage).addLogEventListener((event) => {
      const { level, filename, lineNumber, arguments: args } = event.wrappedJSObject;
      if (!/^(moz-extension|https?):/.test(filename)) return;
      sendAsyncMessage('harness:console', {
        level: levels[level] ?? 'log',
        text: args.map(textOf).join(' '),
        source: `${filename}:${lineNumber}`,
      });
    }, Cc['@mozilla.org/systemprincipal;1']?.createInstance(Ci.nsIPrincipal));
  }

  return {
    listen: (send) => {
      Services.ppmm.addMessageListener('harness:console', ({ data }) => send(JSON.stringify(data)));
      // Loaders of TypeScript may wrap functions in calls of their own `__name`.
      const source = `const __name = (of) => of; (${relayConsole})();`;
      Services.ppmm.loadProcessScript(`data:,${encodeURIComponent(source)}`, true);
      Services.console.registerListener({
        observe: (message) => {
          let error: ScriptError;
          try {
            error = message.QueryInterface(Ci.nsIScriptError);
          } catch {
            return;
          }
          const { errorMessage, sourceName, lineNumber, flags, category } = error;
          if (!/^(moz-extension|https?):/.test(sourceName)) return;
          const thrown = category === 'content javascript' ? 'exception' : 'error';
          const level = flags === 0 ? thrown : 'warn';
          send(JSON.stringify({ level, text: errorMessage, source: `${sourceName}:${lineNumber}` }));
        },
      });
    },
  };
}
