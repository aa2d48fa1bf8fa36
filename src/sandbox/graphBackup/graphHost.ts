import type { Host } from '../internet/http.ts';
import { isGraphBackup } from './createGraphBackup.ts';
import { isSites } from './createSites.ts';

/** `graph.microsoft.com` of the small world: backup and sites beside the directory. */
export const graphHost =
  (parts: { readonly directory: Host; readonly backup: Host; readonly sites: Host }): Host =>
  (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'https://graph.microsoft.com');
    if (isGraphBackup(pathname)) return parts.backup(request, response);
    return (isSites(pathname) ? parts.sites : parts.directory)(request, response);
  };
