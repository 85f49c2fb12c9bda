import type { Shapes } from '../consoles/recipe';

/** Attributes in which consoles keep the text that shows on hovering. */
export const hintAttributes = [
  'title',
  'aria-label',
  'data-title',
  'data-original-title',
  'data-bs-original-title',
  'data-tooltip',
  'data-tip',
];

/** No id shows in a longer attribute (characters); a contact may write one that takes patterns minutes. */
const longestAttribute = 1_000;

/** Makes the patterns of a recipe ready: each is matched against a whole text. */
export function compile(shapes: Shapes) {
  const whole = (source: string | undefined) => (source === undefined ? undefined : new RegExp(`^(?:${source})$`, 'i'));
  return {
    unnamed: whole(shapes.unnamed),
    hint: whole(shapes.hint),
    attributeValue: whole(shapes.contactAttributeValue),
    contactLink: whole(shapes.contactLink),
    contactAddress: whole(shapes.contactAddress),
    conversationAddress: whole(shapes.conversationAddress),
    conversationValue: whole(shapes.conversationAttributeValue),
    conversationLink: whole(shapes.conversationLink),
    idText: whole(shapes.idText),
    idTextCut: whole(shapes.idTextCut),
    idTextBegins: whole(shapes.idTextBegins),
    pages: whole(shapes.pages),
  };
}

/** The id that a text gives by a pattern: undefined where it is not of that shape. */
export function idIn(pattern: RegExp | undefined, text: string | undefined): string | undefined {
  if (!pattern || text === undefined || text.length > longestAttribute) return undefined;
  return pattern.exec(text)?.[1];
}
