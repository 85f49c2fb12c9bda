import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { CDPSession, Protocol } from 'puppeteer-core';
import type { LoggedMessage, MessageLevel } from './types';

type Add = (message: LoggedMessage) => void;

const LEVELS: Readonly<Record<string, MessageLevel>> = {
  assert: 'error',
  debug: 'debug',
  error: 'error',
  info: 'info',
  verbose: 'debug',
  warning: 'warn',
};

/** `[…:INFO:CONSOLE:12] "text", source: address (12)`; the text may hold line breaks. */
const CONSOLE_LINE = /^\[[^\]\n]*:CONSOLE[:(]\d+\)?\] "([\s\S]*?)", source: (\S+) \((\d+)\)\r?\n/m;

/** Reads what the background logs from the browser's own output. Its levels are not told there, but exceptions show. */
export function readBackgroundLog(output: Readable, isBackground: (url: string) => boolean, add: Add): void {
  const decoder = new StringDecoder('utf8');
  let unread = '';
  output.on('data', (chunk: Buffer | string) => {
    unread += typeof chunk === 'string' ? chunk : decoder.write(chunk);
    for (let match = CONSOLE_LINE.exec(unread); match; match = CONSOLE_LINE.exec(unread)) {
      const [whole, text = '', source = '', line = ''] = match;
      unread = unread.slice(match.index + whole.length);
      if (!isBackground(source)) continue;
      const level = text.startsWith('Uncaught') ? 'exception' : 'log';
      add({ level, text, source: `${source}:${line}`, from: 'background' });
    }
    if (!unread.includes(':CONSOLE')) unread = unread.slice(unread.lastIndexOf('\n') + 1);
  });
}

function textOf({ value, description, unserializableValue, preview }: Protocol.Runtime.RemoteObject): string {
  if (preview) return `{${preview.properties.map((each) => `${each.name}: ${each.value}`).join(', ')}}`;
  if (value !== undefined) return typeof value === 'string' ? value : JSON.stringify(value);
  return description ?? unserializableValue ?? 'undefined';
}

/** Reads what the scripts of one page or frame log and throw, content scripts included, and what the page did before. */
export async function readPageLog(session: CDPSession, origin: () => string, add: Add): Promise<void> {
  const from = (source: string) => (source.startsWith(`${origin()}/`) ? 'extension' : 'page');
  const at = (frame: Protocol.Runtime.CallFrame | undefined) => (frame ? `${frame.url}:${frame.lineNumber + 1}` : '');

  session.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
    const source = at(stackTrace?.callFrames[0]);
    add({ level: LEVELS[type] ?? 'log', text: args.map(textOf).join(' '), source, from: from(source) });
  });
  session.on('Runtime.exceptionThrown', ({ exceptionDetails: details }) => {
    const source = details.url ? `${details.url}:${details.lineNumber + 1}` : at(details.stackTrace?.callFrames[0]);
    const text = details.exception?.description ?? details.text;
    add({ level: 'exception', text, source, from: from(source) });
  });
  session.on('Log.entryAdded', ({ entry }) => {
    const source = entry.url ?? '';
    add({ level: LEVELS[entry.level] ?? 'log', text: entry.text, source, from: from(source) });
  });
  await Promise.all([session.send('Runtime.enable'), session.send('Log.enable')]);
}
