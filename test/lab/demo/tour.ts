import { openPictures, PICTURES } from './pictures';
import { firstPart, Problem } from './problem';
import type { DemoStage } from './stage';
import { browserProblems, stepsOf } from './tour-steps';

function summary({ world }: DemoStage): string {
  const count = (method: string, path: string) =>
    world.requests.filter((request) => request.method === method && request.path === path).length;
  const [blocks, lifts] = [count('POST', '/api/v1/crm/block-visitor'), count('DELETE', '/api/v1/crm/block-visitor')];
  const reads = world.requests.length - blocks - lifts;
  return `Acquire's API received ${blocks} blocks, ${lifts} lift and ${reads} reads. No other host was asked.`;
}

/** Blocks one, undoes one, blocks one for 7 days, lifts one; stops with a sentence where something is not as it must be. */
export async function takeTour(stage: DemoStage): Promise<void> {
  const takePicture = await openPictures();
  for (const [index, { title, run }] of stepsOf(stage, takePicture).entries()) {
    console.log(`${index + 1}. ${title}`);
    try {
      const seen = await run();
      stage.requests.flush();
      console.log(`   ${seen}`);
    } catch (error) {
      stage.requests.flush();
      throw new Problem(`Step ${index + 1} of the tour failed: ${firstPart(error)}.`);
    }
  }
  const [problem] = browserProblems(stage);
  if (problem) throw new Problem(problem);
  console.log(summary(stage));
  console.log(`The pictures are in ${PICTURES}.`);
}
