import { type Asset, loadPage } from '../../shared/console/assets';

/** The files of the practice console, by name. */
export function loadAssets(): ReadonlyMap<string, Asset> {
  return loadPage(new URL('./static/', import.meta.url), 'acquire');
}
