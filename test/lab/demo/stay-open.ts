import { CHOOSER } from './chooser';
import type { DemoStage } from './stage';

/** Opens the page with the practice consoles and leaves it to the person until they have seen enough. */
export async function stayOpen({ session, requests, ended }: DemoStage): Promise<void> {
  const blank = await session.puppeteer.pages();
  await session.openPage(CHOOSER);
  await Promise.all(blank.map((page) => page.close().catch(() => undefined)));
  requests.flush();
  console.log('Choose a practice console, and press Block beside a name. Cordon is connected to all of them.');
  console.log("Cordon's popup is in the toolbar, behind the puzzle piece.");
  console.log('Each request to the API is shown here. Close the browser or press Ctrl+C to end.');
  await ended;
  console.log('The demo has ended.');
}
