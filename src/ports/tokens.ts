/** Gives access tokens for an API, from cache while they are fresh. Throws a `Fault` `SIGN_IN_UNREACHABLE`. */
export type Tokens = {
  /** A bearer token for the scope, such as `https://graph.microsoft.com/.default`. */
  get(scope: string): Promise<string>;
};
