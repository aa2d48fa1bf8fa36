import type * as z from 'zod';
import type { VeeamApi } from './veeamApi.ts';

/** Most entries of a page; the server allows 10,000, which is slow on large organizations (vb365.md §6). */
const pageLimit = 1000;

/**
 * Reads a collection page by page, never holding more than one page. Stops at the first short page: the page's links and
 * `totalCount` are not to be relied on (vb365.md §4). Each page is one call.
 */
export async function* pages<T>(
  api: VeeamApi,
  schema: z.ZodType<readonly T[]>,
  path: string,
  query: Readonly<Record<string, string | number | boolean | undefined>> = {},
  limit: number = pageLimit,
): AsyncGenerator<readonly T[]> {
  let before = '';
  for (let offset = 0; ; offset += limit) {
    const page = await api.read(schema, path, { query: { ...query, limit, offset } });
    // Old versions send some collections whole, as bare arrays, whatever the offset (vb365.md §0).
    const first = JSON.stringify(page[0] ?? null);
    if (offset > 0 && first === before) return;
    before = first;
    yield page;
    if (page.length !== limit) return;
  }
}
