import type { CardModel } from '../../ports/cards.ts';
import type { Audience } from '../../ports/messenger.ts';
import { adminFaultView } from './adminFaultView.ts';
import { adminNoteView } from './adminNoteView.ts';
import { announcementView } from './announcementView.ts';
import { approvalView } from './approvalView.ts';
import { attentionView } from './attentionView.ts';
import { beneficiaryView } from './beneficiaryView.ts';
import { continueInPrivateView } from './continueInPrivateView.ts';
import { formView } from './formView.ts';
import { helpView } from './helpView.ts';
import { listView } from './listView.ts';
import { narrowView } from './narrowView.ts';
import { noticeView } from './noticeView.ts';
import { previewView } from './previewView.ts';
import { type Reader, readerOf } from './reader.ts';
import { refusalView } from './refusalView.ts';
import { sharedView } from './sharedView.ts';
import { shortStatusView } from './shortStatusView.ts';
import { statusView } from './statusView.ts';
import { expand } from './template.ts';
import type { Viewed } from './view.ts';

/** An Adaptive Card and the plain sentence for the notification, which says who, what and when. */
export type RenderedCard = { readonly content: object; readonly summary: string };

/** The card of a model, in the reader's language and time zone. Pure; throws only when template, texts and views do not fit. */
export function render(card: CardModel, audience: Audience): RenderedCard {
  const reader = readerOf(audience);
  const { data, summary } = view(card, reader);
  const content = expand(card.card, reader.texts, { ...data, lang: reader.texts.tag, speak: summary });
  return { content: { ...content, ...refreshOf(card) }, summary };
}

/** What makes a client ask for a person's own view by itself (Microsoft Learn, "User Specific Views": at most 60 people). */
function refreshOf(card: CardModel): object {
  if (!('refreshFor' in card) || card.refreshFor === undefined || card.refreshFor.length === 0) return {};
  const data = { requestId: card.request.id, revision: card.request.revision };
  const action = { type: 'Action.Execute', verb: 'shared.refresh', data };
  return { refresh: { action, userIds: card.refreshFor.slice(0, 60) } };
}

function view(card: CardModel, reader: Reader): Viewed {
  switch (card.card) {
    case 'help':
      return helpView(card, reader);
    case 'form':
      return formView(card, reader);
    case 'preview':
      return previewView(card, reader);
    case 'narrow':
      return narrowView(card, reader);
    case 'approval':
      return approvalView(card, reader);
    case 'status':
      return statusView(card, reader);
    case 'notice':
      return noticeView(card, reader);
    case 'shortStatus':
      return shortStatusView(card, reader);
    case 'announcement':
      return announcementView(card, reader);
    case 'beneficiary':
      return beneficiaryView(card, reader);
    case 'shared':
      return sharedView(card, reader);
    case 'attention':
      return attentionView(card, reader);
    case 'list':
      return listView(card, reader);
    case 'continueInPrivate':
      return continueInPrivateView(card, reader);
    case 'refusal':
      return refusalView(card, reader);
    case 'adminFault':
      return adminFaultView(card, reader);
    case 'adminNote':
      return adminNoteView(card, reader);
    default:
      return card satisfies never;
  }
}
