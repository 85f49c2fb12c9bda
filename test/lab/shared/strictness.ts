import type { ReceivedRequest } from './api-request';

/** What is wrong with a request: the status that it gets, and why, in words for the lab's log. */
export interface Objection {
  readonly status: number;
  readonly why: string;
}

/** What the documents say that one operation takes. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The whole path; a group is the id. */
  readonly path: RegExp;
  /** The query parameters that the documents name, each with the values that they describe. */
  readonly query: Readonly<Record<string, RegExp>>;
  readonly requiredQuery?: string;
  /** The fields of the body, all of them required; without any field a body is refused. */
  readonly fields?: readonly string[];
  /** Fields that may be missing. */
  readonly optionalFields?: readonly string[];
  /** Judges the values of the body; a sentence where one is wrong. */
  checkBody?(body: Readonly<Record<string, unknown>>): string | undefined;
}

const KEY_NAMES = /^(?:authorization|bearer|(?:api[-_]?|access[-_]?)?(?:key|token))$/i;
const TOKEN = /eyJ[\w-]{10,}\.[\w-]+/;

function objection(status: number, why: string): Objection {
  return { status, why };
}

/** Whether a value is an objection, and not what was looked for. */
export function isObjection(value: object): value is Objection {
  return 'why' in value && 'status' in value;
}

/** Mistakes that no client may make, whatever it asks for; `keys` are the issued keys, which no address may hold. */
export function dangerOf(request: ReceivedRequest, keys: readonly string[]): Objection | undefined {
  const { method, headers, decoded, path, query } = request;
  // A preflight is refused before all else, and without a CORS header: nothing documents one.
  if (method === 'OPTIONS') return objection(405, 'OPTIONS: a preflight, so the call came from a page');
  if (decoded.split('?')[0]?.includes('\u200b') || path.includes('\u200b')) {
    return objection(404, 'U+200B in the path, as in the address that the documents show');
  }
  if ([...query.keys()].some((name) => KEY_NAMES.test(name)) || TOKEN.test(decoded)) {
    return objection(400, 'the key is in the address');
  }
  if (keys.some((key) => decoded.includes(key))) return objection(400, 'the key is in the address');
  if (headers.cookie !== undefined) return objection(400, 'a Cookie header: the agent’s session was sent along');
  // Measured in Chromium 156: an extension's background sends `none` and no client hints, a content script `same-origin`
  // with them. Firefox 153 sends `same-origin` for both and no hints, so there only Origin and Referer tell.
  if (headers['sec-ch-ua'] !== undefined && headers['sec-fetch-site'] !== 'none') {
    return objection(403, `sec-fetch-site ${headers['sec-fetch-site']}: sent from a page`);
  }
  // A page's own GET to its own host has no Origin, but a Referer.
  for (const name of ['origin', 'referer']) {
    if (/^https?:/i.test(headers[name] ?? '')) {
      return objection(403, `${name} of a page (${headers[name]}): sent from a content script`);
    }
  }
  return undefined;
}

/** The operation that a request asks for: 404 for a path that is not there, 405 for another method. */
export function findOperation<Kind extends Operation>(
  operations: readonly Kind[],
  { method, path }: ReceivedRequest,
): Kind | Objection {
  const there = operations.filter((operation) => operation.path.test(path));
  if (there.length === 0) return objection(404, `no such path: ${path}`);
  return (
    there.find((operation) => operation.method === method) ?? objection(405, `${method} is not documented for ${path}`)
  );
}

/** The one bearer key that a request presents, or the 401 that it gets. */
export function presentedKey({ headers, headerCounts }: ReceivedRequest): { readonly key: string } | Objection {
  const count = headerCounts.get('authorization') ?? 0;
  if (count === 0) return objection(401, 'no Authorization header');
  if (count > 1) return objection(401, 'more than one Authorization header');
  const key = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
  return key === undefined ? objection(401, 'Authorization is not "Bearer" and one key') : { key };
}

/** Refuses query parameters that the documents do not describe for an operation. */
export function checkQuery(operation: Operation, query: URLSearchParams): Objection | undefined {
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    const allowed = Object.hasOwn(operation.query, name) ? operation.query[name] : undefined;
    if (!allowed) return objection(400, `query parameter ${name} is not described for this operation`);
    if (values.length > 1) return objection(400, `query parameter ${name} is there twice`);
    if (!allowed.test(values[0] ?? '')) return objection(400, `query parameter ${name} has no described value`);
  }
  if (operation.requiredQuery !== undefined && !query.has(operation.requiredQuery)) {
    return objection(400, `query parameter ${operation.requiredQuery} is missing`);
  }
  return undefined;
}

/** The fields of a request's body, or why they are not what the documents describe. */
export function checkBody(
  operation: Operation,
  { body, headers }: ReceivedRequest,
): { readonly values: Readonly<Record<string, unknown>> } | Objection {
  const { fields = [], optionalFields = [] } = operation;
  if (body.kind === 'too-large') return objection(413, 'the body is over 64 KiB');
  if (body.kind === 'broken-off') return objection(400, 'the connection ended before the body');
  if (fields.length + optionalFields.length === 0) {
    return body.kind === 'none' ? { values: {} } : objection(400, 'a body where none is documented');
  }
  if (!/^application\/json\s*(?:;\s*charset=utf-8)?$/i.test(headers['content-type'] ?? '')) {
    return objection(400, 'content-type is not application/json');
  }
  const json = body.kind === 'text' ? body.json : undefined;
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return objection(400, 'the body is no JSON object');
  }
  const extra = Object.keys(json).find((name) => !fields.includes(name) && !optionalFields.includes(name));
  if (extra !== undefined) return objection(400, `unknown field in the body: ${extra}`);
  const missing = fields.find((name) => !Object.hasOwn(json, name));
  if (missing !== undefined) return objection(400, `field missing from the body: ${missing}`);
  const values: Record<string, unknown> = { ...json };
  const wrong = operation.checkBody?.(values);
  return wrong === undefined ? { values } : objection(400, wrong);
}
