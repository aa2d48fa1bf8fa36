import * as z from 'zod';
import { text } from '../../replyFields.ts';
import { flag, listOf } from './common.ts';

/** RESTUser; `name` is the mail address, `msid` the Entra object id (v8). */
export const userReply = z.object({
  id: z.string().min(1),
  name: text,
  displayName: text,
  msid: z.string().nullish(),
});
export const usersReply = listOf(userReply);
export type UserReply = z.infer<typeof userReply>;

const protectedMailbox = z.object({ id: text, email: text, isArchive: flag });
const protectedOneDrive = z.object({ id: text, displayName: text, url: text });

/** RESTProtectedUser (v8): what a backup holds of a person, also after they left. */
export const protectedUserReply = z.object({
  id: z.string().min(1),
  msid: z.string().nullish(),
  displayName: text,
  mailboxes: z.array(protectedMailbox).nullish(),
  oneDrives: z.array(protectedOneDrive).nullish(),
});
export const protectedUsersReply = listOf(protectedUserReply);
export type ProtectedUserReply = z.infer<typeof protectedUserReply>;
