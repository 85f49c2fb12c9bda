import * as z from 'zod/mini';
import type { ApiAnswer } from '../types';

// RFC 9110 ProblemDetails; `errors` is a map from field to messages, or a list of messages with their fields (docs, "Errors").
const problem = z.object({
  errors: z.union([
    z.array(z.object({ properties: z.optional(z.array(z.string())) })),
    z.record(z.string(), z.unknown()),
  ]),
});

/** Names of fields, and nothing that a message or a name could be. */
const field = /^[A-Za-z$][\w.$]{0,39}$/;

/** The fields that the console found wrong: all of an error's body that is ever kept. Undefined where it names none. */
export function fieldsOf(answer: ApiAnswer): string | undefined {
  const parsed = problem.safeParse(answer.json);
  if (answer.status < 400 || !parsed.success) return undefined;
  const { errors } = parsed.data;
  const named = Array.isArray(errors) ? errors.flatMap(({ properties = [] }) => properties) : Object.keys(errors);
  return (
    named
      .filter((name) => field.test(name))
      .slice(0, 3)
      .join(' ') || undefined
  );
}
