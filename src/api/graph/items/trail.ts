import { createHmac } from 'node:crypto';
import type { EntryReply } from '../replies/browse.ts';

const tail = /\/+$|\/forms\/[^/]+\.aspx$/i;

/**
 * Where a thing lies, in lower case: the path of its address, or its name below its parent where the address is none of its own. A library
 * is addressed by its page, a document sometimes by the page that shows it.
 */
export function pathOf({ webUrl, name }: EntryReply, parentPath: string): string {
  const url = URL.parse(webUrl);
  const isOwn = url !== null && url.pathname !== '/' && !url.pathname.includes('/_layouts/');
  return (isOwn ? decoded(url.pathname).replace(tail, '') : `${parentPath}/${name}`).toLowerCase();
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * A path as it may be kept: nobody reads a name from it, and the same path at the same restore point gives the same mark, by which a chosen
 * thing is found again when its session has ended.
 */
export const markOf = (pointId: string, path: string): string =>
  createHmac('sha256', pointId).update(path).digest('base64url').slice(0, 22);

/** Marks of a path and of everything above it, the path itself last. */
export function trailOf(pointId: string, path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => markOf(pointId, parts.slice(0, index + 2).join('/')));
}
