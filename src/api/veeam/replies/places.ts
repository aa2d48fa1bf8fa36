import * as z from 'zod';
import { text } from '../../replyFields.ts';
import { listOf } from './common.ts';

/** RESTOneDrive and RESTSharePointSite: told apart by their URL. */
export const placeReply = z.object({ id: z.string().min(1), name: text, url: text });
export const placesReply = listOf(placeReply);
export type PlaceReply = z.infer<typeof placeReply>;

/**
 * Anything that can be picked within a target, kept whole because restoring takes it whole.
 */
export const thingsReply = listOf(
  z
    .record(z.string(), z.json())
    .refine((thing) => typeof thing.id === 'string', 'no id')
    .transform(({ _links, ...thing }) => thing),
);

/** RESTTeamsTeam. */
export const teamReply = z.object({ id: z.string().min(1), displayName: text, groupEmail: text });
export const teamsReply = listOf(teamReply);
export type TeamReply = z.infer<typeof teamReply>;

/** RESTProtectedSite and RESTProtectedTeam (v8): `msid` is Microsoft's id. */
export const protectedPlaceReply = z.object({ id: z.string().min(1), msid: text, displayName: text, url: text });
export const protectedPlacesReply = listOf(protectedPlaceReply);
export type ProtectedPlaceReply = z.infer<typeof protectedPlaceReply>;
