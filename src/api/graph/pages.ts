import type * as z from 'zod';
import type { GraphApi, Query } from './graphApi.ts';

type Page<T> = { readonly value: readonly T[]; readonly '@odata.nextLink'?: string | null | undefined };

/** Reads a collection page by page, following its links. Each page is one call. */
export async function* pages<T>(
  api: GraphApi,
  schema: z.ZodType<Page<T>>,
  path: string,
  query: Query = {},
): AsyncGenerator<readonly T[]> {
  let call: Parameters<GraphApi['call']>[1] = { method: 'GET', path, query };
  for (;;) {
    const page = await api.call(schema, call);
    yield page.value;
    const link = page['@odata.nextLink'];
    if (!link) return;
    call = api.next(link);
  }
}

/** A whole collection; for those that are small. */
export async function readAll<T>(
  api: GraphApi,
  schema: z.ZodType<Page<T>>,
  path: string,
  query: Query = {},
): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const page of pages(api, schema, path, query)) all.push(...page);
  return all;
}
