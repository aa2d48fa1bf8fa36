import type { HttpBody } from './httpTypes.ts';

/** The body was longer than the client accepts. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** Reads a body up to a limit of bytes and parses JSON leniently: what is not JSON is told by its media type and thrown away. */
export async function readBody(
  chunks: AsyncIterable<Uint8Array>,
  mediaType: string,
  maximumBytes: number,
): Promise<HttpBody> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.byteLength;
    if (size > maximumBytes) throw new BodyTooLarge();
    parts.push(chunk);
  }
  const text = Buffer.concat(parts)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim();
  if (text === '') return { kind: 'empty' };
  try {
    // The declared type is not asked: VB365 declares its token replies as `*/*` (vb365.md §1.1).
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: 'other', mediaType };
  }
}
