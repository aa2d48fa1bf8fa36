import * as z from 'zod';
import { secret } from '../../../lib/secret.ts';
import type { VeeamContext } from '../context.ts';
import type { ReadyCredential, RestoreCredential } from '../settings.ts';

/** The reply of `restoreDeviceCode`. `expiresIn` counts seconds from v5 on (vb365.md §5.1). */
const deviceCode = z.object({
  userCode: z.string().min(1),
  verificationUrl: z.string(),
  expiresIn: z.coerce.number().catch(900),
});

/** A credential that needs no person is ready as it is; of a device code nothing is known before, and who restores with their own rights has none. */
export const standingCredential = (credential: RestoreCredential | null): ReadyCredential =>
  credential === null || credential.form === 'deviceCode' ? { form: 'userCode', userCode: secret('') } : credential;

/** The credential for one restore: as configured, or a device code of this session that a person has just signed in with. */
export async function readyCredential(context: VeeamContext, sessionId: string): Promise<ReadyCredential> {
  const { restoreCredential } = context.settings;
  if (restoreCredential?.form !== 'deviceCode') return context.credential;
  const path = `/RestoreSessions/${sessionId}/organization/restoreDeviceCode`;
  const { userCode, verificationUrl, expiresIn } = await context.api.change(deviceCode, { path, body: {} });
  await restoreCredential.askPerson({ userCode, verificationUrl, expiresInSeconds: expiresIn });
  return { form: 'userCode', userCode: secret(userCode) };
}
