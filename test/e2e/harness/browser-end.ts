import type { ChildProcess } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import type { Browser } from 'puppeteer-core';
import { settlesWithin } from './wait';

const CLOSE_TIMEOUT_MS = 10_000;
const KILL_TIMEOUT_MS = 5_000;

function exitOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

function killTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    // The driver starts browsers as leaders of a process group, except on Windows.
    if (process.platform === 'win32')
      execFileSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

/** Ends a browser and all its processes without asking it. Resolves once its main process is gone. */
export async function killBrowser(browser: Browser): Promise<void> {
  const child = browser.process();
  if (!child) throw new Error('The browser was not started by this driver');
  const ended = exitOf(child);
  killTree(child);
  if (!(await settlesWithin(ended, KILL_TIMEOUT_MS))) throw new Error(`Browser process ${child.pid} cannot be killed`);
  await browser.disconnect().catch(() => undefined);
}

/** Asks a browser to close, and kills it when it does not. Resolves once its main process is gone. */
export async function closeBrowser(browser: Browser): Promise<void> {
  const child = browser.process();
  if (!child) throw new Error('The browser was not started by this driver');
  const ended = exitOf(child);
  const asked = browser.close().catch(() => undefined);
  if (await settlesWithin(Promise.all([asked, ended]), CLOSE_TIMEOUT_MS)) killTree(child);
  else await killBrowser(browser);
}
