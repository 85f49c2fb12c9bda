/** The id of the button that adds a connection. */
export const addButton = 'add-connection';

/** The id of the heading above the questions. */
export const needsYouTitle = 'needs-you-title';

/** The id of a connection's card, or of one of its parts. */
export function cardId(connectionId: string, part?: 'title' | 'test' | 'edit' | 'remove' | 'records'): string {
  return part ? `connection-${connectionId}-${part}` : `connection-${connectionId}`;
}

/** The id of the button that leads to the choices of a pause. */
export const pauseButton = 'pause-cordon';

/** The id of the button that opens the first steps. */
export const stepsButton = 'first-steps';

/** The id of the button that opens the blocking of several contacts. */
export const severalButton = 'block-several';
