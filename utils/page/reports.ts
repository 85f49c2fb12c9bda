import type { PageReport } from '../messaging/protocol';

/** After so many presses in a row that were not seen, the page is one that hides its buttons, whatever for. */
const enough = 5;

/** Tells the background what the page counts about itself, only when it changed or was asked again, and not more often than once a second. */
export function createReports(send: (report: PageReport) => void) {
  let told = '';
  let latest: PageReport | undefined;
  let pending = false;
  let unseen = 0;

  function tell(): void {
    pending = false;
    const report: PageReport | undefined = latest && (unseen < enough ? latest : { ...latest, hidden: true });
    if (!report || JSON.stringify(report) === told) return;
    told = JSON.stringify(report);
    send(report);
  }

  function soon(): void {
    if (!pending) setTimeout(tell, 1_000);
    pending = true;
  }

  return {
    /** The background may have forgotten what it was told. */
    askedAgain(): void {
      told = '';
    },
    note(report: PageReport): void {
      latest = report;
      soon();
    },
    /** A press was made, on a button that was seen or not. */
    noteSight(seen: boolean): void {
      unseen = seen ? 0 : unseen + 1;
      soon();
    },
  };
}
