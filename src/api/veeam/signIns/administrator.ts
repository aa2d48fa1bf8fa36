import { createHash } from 'node:crypto';
import type { VeeamSettings } from '../settings.ts';
import type { SignIn } from './signIn.ts';

/** Grant `password`: the Windows account with the backup administrator role (vb365.md §1.3). Its API knows no second factor. */
export function administratorSignIn(account: VeeamSettings['account']): SignIn {
  const digest = createHash('sha256').update(account.userName.toLowerCase()).digest('hex').slice(0, 12);
  return {
    kind: 'administrator',
    key: `administrator:${digest}`,
    form: async () => ({ grant_type: 'password', username: account.userName, password: account.password.reveal() }),
  };
}
