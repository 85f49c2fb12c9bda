export { HOSTILE_NAMES } from '../shared/hostile-names';

/** The contact id of the first hostile name; the others follow in order. */
export const FIRST_HOSTILE_ID = 60;
