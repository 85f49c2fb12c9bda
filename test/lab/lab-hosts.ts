import { labConsoles } from './lab-consoles';

/** The match patterns that the lab's builds hold from the start. */
export const labHosts: readonly string[] = labConsoles.flatMap(({ hosts }) => hosts);
