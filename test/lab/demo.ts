import { choosePlan } from './demo/plan';
import { sentenceOf } from './demo/problem';
import { openStage, orStopped } from './demo/stage';
import { stayOpen } from './demo/stay-open';
import { takeTour } from './demo/tour';

/** `npm run demo`: the practice console in a browser with Cordon, or without a display a tour of it. */
async function demo(): Promise<void> {
  const plan = choosePlan();
  const stage = await openStage(plan);
  try {
    await (plan.tour ? orStopped(takeTour(stage), stage.ended) : stayOpen(stage));
  } finally {
    await stage.close();
  }
}

try {
  await demo();
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}
// Whatever a browser left open in this process must not keep it.
process.exit();
