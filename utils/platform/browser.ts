/** The only import of the polyfill: for the background and Cordon's own pages. Content scripts use `page-api.ts`. */
import browser from 'webextension-polyfill';

export type { Permissions, Runtime, Tabs } from 'webextension-polyfill';
export { browser };
