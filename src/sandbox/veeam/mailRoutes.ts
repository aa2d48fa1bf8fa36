import { getMailbox, getMailboxes, getMailFolder, getMailFolders, getMailItem, getMailItems } from './mailboxes.ts';
import {
  postBulkMailRestore,
  postMailItemsRestore,
  postMailItemsRestoreTo,
  postMailOperatorRestore,
  postMailRestore,
  postMailRestoreTo,
} from './mailRestores.ts';
import { postMailSearch } from './mailSearch.ts';
import { type Route, route } from './router.ts';

const mailboxes = '/RestoreSessions/{restoreSessionId}/organization/mailboxes';
const mailbox = `${mailboxes}/{mailboxId}`;
const explicit = { audience: 'notOperator', since: 'v6' } as const;

/** Exchange: browsing and restoring. */
export const mailRoutes: readonly Route[] = [
  route(`GET ${mailboxes}`, getMailboxes),
  route(`GET ${mailbox}`, getMailbox),
  route(`GET ${mailbox}/folders`, getMailFolders),
  route(`GET ${mailbox}/folders/{folderId}`, getMailFolder),
  route(`GET ${mailbox}/items`, getMailItems),
  route(`GET ${mailbox}/items/{itemId}`, getMailItem),
  route('POST /RestoreSessions/{restoreSessionId}/organization/searchExchange', postMailSearch),
  ...[mailboxes, mailbox, `${mailbox}/folders/{folderId}`].map((place) =>
    route(`POST ${place}/search`, postMailSearch),
  ),
  route(`POST ${mailboxes}/restore`, postBulkMailRestore, explicit),
  route(`POST ${mailbox}/restore`, postMailRestore, explicit),
  route(`POST ${mailbox}/restoreTo`, postMailRestoreTo, explicit),
  route(`POST ${mailbox}/folders/{folderId}/restore`, postMailRestore, explicit),
  route(`POST ${mailbox}/folders/{folderId}/restoreTo`, postMailRestoreTo, explicit),
  route(`POST ${mailbox}/items/restore`, postMailItemsRestore, explicit),
  route(`POST ${mailbox}/items/restoreTo`, postMailItemsRestoreTo, explicit),
  route(`POST ${mailbox}/items/{itemId}/restore`, postMailRestore, explicit),
  route(`POST ${mailbox}/items/{itemId}/restoreTo`, postMailRestoreTo, explicit),
  route(`POST ${mailbox}/items/operatorRestore`, postMailOperatorRestore, { audience: 'operator', since: 'v6' }),
];
