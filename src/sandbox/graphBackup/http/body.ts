import * as z from 'zod';
import type { Call } from './call.ts';
import { invalid } from './refusal.ts';

/** Reads a body strictly: a property the type does not have is refused, as Graph does. `code` is what this operation says then. */
export function readBody<T>(call: Call, schema: z.ZodType<T>, code: string): T {
  const parsed = schema.safeParse(call.body ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') ?? '';
  const extra = issue?.code === 'unrecognized_keys' ? ` Unknown: ${issue.keys.join(', ')}.` : '';
  throw invalid(code, `The request is not valid at '${where}'.${extra}`);
}

export const instant = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'not an instant');
