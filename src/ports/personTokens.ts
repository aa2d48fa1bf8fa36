import type { Person } from '../domain/terms.ts';

/** What came of a sign-in. `refused`: it is not this person's; `again`: they have to agree or prove themselves first. */
export type SignInResult = 'accepted' | 'refused' | 'again' | 'unavailable';

/**
 * Tokens of people, each for one connection (the name of a sign-in) and in the memory of this process only. Nothing of them is ever written
 * anywhere.
 */
export type PersonTokens = {
  /** The connections there are. */
  readonly connections: readonly string[];
  /** Takes the token a person's own client gave for the bot, and asks for the connection's token on their behalf. */
  exchange(person: Person, connection: string, assertion: string): Promise<SignInResult>;
  /** Takes the connection's token itself, as the token service gives it after a sign-in with a button. */
  take(person: Person, connection: string, token: string): SignInResult;
  /** Whether a person's token is there and good for a while. */
  has(personId: string, connection: string): boolean;
  /** A person's token; throws a `Fault` `SIGN_IN_NEEDED` without effect when there is none. */
  get(personId: string, connection: string): Promise<string>;
};
