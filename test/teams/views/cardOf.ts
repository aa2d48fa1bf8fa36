import type { RestoreRequest } from '../../../src/domain/request.ts';
import type { CardModel } from '../../../src/ports/cards.ts';
import { megan } from './requests.ts';

/** The moment the pictured cards are read at. */
export const nowUtc = '2026-11-20T10:20:00.000Z';

export const status = (request: RestoreRequest): CardModel => ({
  card: 'status',
  request,
  viewer: 'requester',
  nowUtc,
});
export const preview = (request: RestoreRequest): CardModel => ({ card: 'preview', request });
export const approval = (request: RestoreRequest): CardModel => ({ card: 'approval', request, viewerId: megan.id });
