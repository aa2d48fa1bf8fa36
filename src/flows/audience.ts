import type { RestoreRequest } from '../domain/request.ts';
import type { Audience } from '../ports/messenger.ts';

/**
 * Whose eyes a card is for. A person whose client has not said their zone or language sees the zone the requester asked in – the card
 * names it – and English.
 */
export const audienceOf = (
  known: { readonly locale: string | null; readonly zone: string | null },
  request?: Pick<RestoreRequest, 'draft'>,
): Audience => ({
  locale: known.locale ?? 'en-US',
  zone: known.zone ?? request?.draft.askedTime?.zone ?? 'UTC',
});
