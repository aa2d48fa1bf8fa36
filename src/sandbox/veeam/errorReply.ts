import type { Reply } from './call.ts';
import { VendorRefusal } from './refusal.ts';
import type { Switches } from './switches.ts';
import { asOf, type VersionProfile } from './versions.ts';

/** A trap: real servers send stack traces from v8 on, and nobody outside the API layer may ever see one. */
const stackTrace = [
  '   at Veeam.Archiver.REST.Controllers.RestoreSessionController.<Act>d__12.MoveNext()',
  '   at System.Web.Http.Dispatcher.HttpControllerDispatcher.<SendAsync>d__15.MoveNext() in C:\\build\\secret-path',
].join('\r\n');

/** An error in the shape of its version; `/token` of v5 has its own. */
export function errorReply(error: unknown, profile: VersionProfile, path: string, switches: Switches): Reply {
  const refusal =
    error instanceof VendorRefusal ? error : new VendorRefusal(500, 'HttpError', 'An error has occurred.');
  const { status, headers } = refusal;
  if (switches.errorBody === 'empty') return { status, headers };
  if (switches.errorBody === 'html') return { status, headers, body: '<html><body>Service error</body></html>' };
  if (profile.tokenErrors === 'oauth' && /\/token\/?$/i.test(path)) {
    return { status, headers, body: { error: 'invalid_grant', error_description: refusal.message } };
  }
  const { code } = refusal;
  const isKnown = code !== null && (profile.errorCodes === 'all' || profile.errorCodes.includes(code));
  const body = asOf(profile, 'error', { message: refusal.message, errorCode: isKnown ? code : null, stackTrace });
  return { status, headers, body };
}
