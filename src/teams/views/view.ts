import type { CardModel, CardName } from '../../ports/cards.ts';
import type { Reader } from './reader.ts';
import type { TemplateData } from './template.ts';

/** One kind of card. */
export type ModelOf<Name extends CardName> = Extract<CardModel, { card: Name }>;

/** What a view makes of a model: the template's data, and the sentence for the notification (plain text). */
export type Viewed = { readonly data: TemplateData; readonly summary: string };

/** Turns a model into what its template binds to. */
export type View<Name extends CardName> = (model: ModelOf<Name>, reader: Reader) => Viewed;
