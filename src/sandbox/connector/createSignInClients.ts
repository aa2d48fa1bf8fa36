import type { ConnectorEvent } from './connectorRoutes.ts';
import { personIdOf } from './conversations.ts';
import type { BotAnswer, People } from './createPeople.ts';

/** A sign-in card as a client knows it (Bot Framework OAuthCard). */
type OAuthContent = {
  readonly text: string;
  readonly connectionName: string;
  readonly tokenExchangeResource?: { readonly id: string; readonly uri: string };
  readonly buttons: readonly { readonly type: string; readonly title: string; readonly value: string }[];
};

/** A sign-in card a person sees, because no client of theirs could sign them in by itself. */
export type SignInCard = { readonly personId: string; readonly content: OAuthContent };

export type SignInClients = {
  /** To be told of everything the bot sends. */
  onEvent(event: ConnectorEvent): void;
  /** Cards people see. */
  readonly shown: readonly SignInCard[];
  /** What the bot answered to the exchanges of clients, in order. */
  readonly answers: readonly { readonly personId: string; readonly answer: BotAnswer }[];
  /** How many clients a person has open; one unless said. */
  setClients(personId: string, count: number): void;
  /** From now on the person's clients send this person's token instead of theirs; null: they cannot sign in by themselves. */
  answersAs(personId: string, as: string | null): void;
  /** The person presses the button of the newest card they see, signs in on the page, and comes back. */
  pressSignIn(personId: string): Promise<BotAnswer>;
};

const oauthCard = 'application/vnd.microsoft.card.oauth';

/**
 * What Teams clients do with a sign-in card in a 1:1 chat (Microsoft Learn, "Add single sign-on to your bot"): where the card names the
 * app's own API they send the person's token for it by themselves, each client one, and show nothing; after 412 they show the card.
 */
export function createSignInClients(options: {
  readonly people: People;
  /** The API of the app package's `webApplicationInfo`; null when it has none. */
  readonly resource: string | null;
  readonly personToken: (personId: string) => Promise<string>;
  readonly signInOnPage: (personId: string, link: string) => Promise<string>;
}): SignInClients {
  const { people, resource, personToken, signInOnPage } = options;
  const shown: SignInCard[] = [];
  const answers: { personId: string; answer: BotAnswer }[] = [];
  const clients = new Map<string, number>();
  const sendsAs = new Map<string, string | null>();

  async function signInSilently(personId: string, content: OAuthContent): Promise<void> {
    const exchange = content.tokenExchangeResource;
    const as = sendsAs.has(personId) ? sendsAs.get(personId) : personId;
    if (as === null || as === undefined || exchange === undefined) return void shown.push({ personId, content });
    if (exchange.uri !== resource) {
      const value = { code: 'resourcematchfailed', message: 'Resource match failed' };
      answers.push({
        personId,
        answer: await people.send(personId, { type: 'invoke', name: 'signin/failure', value }),
      });
      return;
    }
    const { connectionName } = content;
    const value = { id: exchange.id, connectionName, token: await personToken(as) };
    const each = Array.from({ length: clients.get(personId) ?? 1 }, () =>
      people.send(personId, { type: 'invoke', name: 'signin/tokenExchange', value }),
    );
    const given = await Promise.all(each);
    answers.push(...given.map((answer) => ({ personId, answer })));
    if (given.every(({ status }) => status !== 200)) shown.push({ personId, content });
  }

  return {
    shown,
    answers,
    onEvent({ did, conversationId, activity }) {
      const [attachment] = (activity?.attachments ?? []) as { contentType?: string; content?: OAuthContent }[];
      if (did !== 'send' || attachment?.contentType !== oauthCard || !attachment.content) return;
      // Only in a 1:1 chat do clients sign in by themselves.
      if (!conversationId.startsWith('a:1')) return;
      void signInSilently(personIdOf(conversationId.replace('a:1', '29:1')), attachment.content);
    },
    setClients: (personId, count) => void clients.set(personId, count),
    answersAs: (personId, as) => void sendsAs.set(personId, as),
    async pressSignIn(personId) {
      const card = shown.findLast((one) => one.personId === personId);
      const link = card?.content.buttons.find(({ type }) => type === 'signin')?.value;
      if (link === undefined) throw new Error('There is no sign-in card to press.');
      const state = await signInOnPage(personId, link);
      return people.send(personId, { type: 'invoke', name: 'signin/verifyState', value: { state } });
    },
  };
}
