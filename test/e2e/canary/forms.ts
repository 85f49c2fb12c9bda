/** A text that must not turn up, in each form in which it may lie somewhere. */
export interface Wanted {
  readonly what: string;
  readonly forms: readonly { readonly form: string; readonly bytes: Buffer }[];
}

const shortest = 12;

/** Base64 of a text inside other bytes depends on where it begins; what stays the same at each of the three beginnings. */
function base64Forms(bytes: Buffer): Buffer[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return Buffer.from(encoded.slice(before === 0 ? 0 : 4, encoded.length - 2));
  });
}

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

/**
 * The forms of a text. Compressed files keep a text that is new to them as it is, but may cut it where a part repeats something
 * earlier: so halves are wanted too, where they are long enough to be nobody else's.
 */
export function wanted(what: string, text: string): Wanted {
  const half = Math.ceil(text.length / 2);
  const parts = half >= shortest ? [text, text.slice(0, half), text.slice(half)] : [text];
  const utf8 = Buffer.from(text);
  const forms = [
    ...parts.map((part, index) => ({ form: index === 0 ? 'UTF-8' : 'half of it', bytes: Buffer.from(part) })),
    ...parts.map((part) => ({ form: 'UTF-16', bytes: Buffer.from(part, 'utf16le') })),
    ...parts.map((part) => ({ form: 'UTF-16 BE', bytes: utf16be(part) })),
    ...base64Forms(utf8).map((bytes) => ({ form: 'base64', bytes })),
    { form: 'hex', bytes: Buffer.from(utf8.toString('hex')) },
    { form: 'address', bytes: Buffer.from(encodeURIComponent(text)) },
    { form: 'backwards', bytes: Buffer.from([...text].reverse().join('')) },
  ];
  return { what, forms };
}

/** The forms in which a text lies about most often; quicker to look for. */
export function wantedPlainly(what: string, text: string): Wanted {
  const forms = [
    { form: 'UTF-8', bytes: Buffer.from(text) },
    { form: 'UTF-16', bytes: Buffer.from(text, 'utf16le') },
  ];
  return { what, forms };
}

/** The part of an API key that is nobody else's: its last and longest word. */
export function secretOf(key: string): string {
  const secret = /[\w-]{16,}$/.exec(key)?.[0];
  if (!secret) throw new RangeError('the key has no secret part');
  return secret;
}

/** In which forms the bytes hold what is wanted; none where they do not. */
export function formsIn(bytes: Buffer, { what, forms }: Wanted): readonly string[] {
  return [...new Set(forms.filter((one) => bytes.includes(one.bytes)).map(({ form }) => `${what} as ${form}`))];
}

/** What was found in texts, as `place: what as form`. */
export function findInTexts(texts: Readonly<Record<string, string>>, all: readonly Wanted[]): readonly string[] {
  return Object.entries(texts).flatMap(([place, text]) => {
    // Lone surrogates and binary text alike: every unit counts.
    const bytes = Buffer.concat([Buffer.from(text), Buffer.from(text, 'latin1')]);
    return all.flatMap((one) => formsIn(bytes, one).map((found) => `${place}: ${found}`));
  });
}
