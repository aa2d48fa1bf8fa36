import type { RestoreRequest } from '../../domain/request.ts';
import { requestLabel } from '../../domain/request.ts';
import type { Audience } from '../../ports/messenger.ts';
import { whatText } from './blocks.ts';
import { readerOf } from './reader.ts';

/** The words of a sign-in card, in the reader's language. Plain text, and nothing in it that somebody wrote. */
export function signInMessage(
  request: RestoreRequest,
  audience: Audience,
): { readonly text: string; readonly button: string } {
  const reader = readerOf(audience);
  const what = whatText(reader, request);
  const text =
    request.number === null
      ? reader.text('signIn.lookUp', { what })
      : reader.text('signIn.restore', { label: requestLabel(request), what });
  return { text, button: reader.text('signIn.button') };
}
