import { expect, it } from 'vitest';
import { isQuestion } from '../../../utils/blocking/questions';
import { errorCodes } from '../../../utils/errors';
import { exampleKinds, questionCodes } from '../../gallery/states/block-states';

it('the gallery shows every question that Cordon asks', () => {
  expect(errorCodes.filter((code) => isQuestion(code) && !questionCodes.includes(code))).toEqual([]);
  expect(exampleKinds.length).toBeGreaterThan(8);
});
