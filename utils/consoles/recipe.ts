/**
 * Where a console shows contact names, and how to read the reference beside each. Data only: patterns are sources of regular
 * expressions with one group, the id, and are matched against the whole text unless said otherwise.
 */
export interface Recipe {
  /** What the console's ids look like, for discovery on pages that nobody documented. */
  readonly shapes: Shapes;
}

/** How ids show on a console's pages. */
export interface Shapes {
  /** The whole text that stands in the place of a name where a contact has none. */
  readonly unnamed?: string;
  /** The whole value of a tooltip or label (`title`, `aria-label`, `data-…title`, `data-tooltip`) on a name. */
  readonly hint?: string;
  /** Attributes that hold nothing but a contact's id. */
  readonly contactAttributes: readonly string[];
  /** The whole value of such an attribute. */
  readonly contactAttributeValue: string;
  /** A link's path, query and hash, from the first slash on: to a contact. */
  readonly contactLink?: string;
  /** The same of the page's own address, for the name in its heading. */
  readonly contactAddress?: string;
  readonly conversationAddress?: string;
  /** Attributes that hold nothing but a conversation's id, and the whole value of such an attribute. */
  readonly conversationAttributes?: readonly string[];
  readonly conversationAttributeValue?: string;
  /** A link to a conversation, from the first slash on, for rows that carry no contact id. */
  readonly conversationLink?: string;
  /** A whole id of a contact as text beside the name, in the same row or heading. */
  readonly idText?: string;
  /** The beginning of such an id, cut off: the row then has no id, and none is guessed. */
  readonly idTextCut?: string;
  /**
   * As much of an id that is cut off as must be left (the group) for the only e-mail in its row to say who it is: the API knows the
   * contact of that e-mail, whose id must begin so. Without it such a row has no button.
   */
  readonly idTextBegins?: string;
  /** The page's own address, where names get a button; everywhere without it. */
  readonly pages?: string;
}
