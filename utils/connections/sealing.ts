/** Bytes sealed with AES-256-GCM. The iv is made anew at each sealing, and never used twice. */
export interface SealedBytes {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

const ivLength = 12;

/** Seals bytes under a key. `boundTo` names what they are for: under another name they do not open. */
export async function seal(key: CryptoKey, bytes: Uint8Array<ArrayBuffer>, boundTo: string): Promise<SealedBytes> {
  const iv = crypto.getRandomValues(new Uint8Array(ivLength));
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: textBytes(boundTo) }, key, bytes);
  return { iv, data };
}

/** Opens sealed bytes; undefined where the key or the name is another, or where they were changed. */
export async function unseal(
  key: CryptoKey,
  { iv, data }: SealedBytes,
  boundTo: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const algorithm = { name: 'AES-GCM', iv, additionalData: textBytes(boundTo) };
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, data));
  } catch {
    return undefined;
  }
}

/** Whether a stored value has the shape of sealed bytes. */
export function isSealedBytes(value: object): value is SealedBytes {
  const { iv, data } = value as Partial<SealedBytes>;
  return iv instanceof Uint8Array && data instanceof ArrayBuffer;
}

/** A key for sealing, from its 32 bytes. It cannot be read out again. */
export function importKey(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** The UTF-8 bytes of a text. */
export function textBytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
