import { randomInt } from 'node:crypto';
import type { Call, Reply } from '../http/call.ts';
import { guid, oneOf, readBody, text } from '../http/readers.ts';
import { anySession } from './sessionAccess.ts';

const lifetimeSeconds = 900;
const letters = 'BCDFGHJKLMNPQRSTVWXZ23456789';

/** `POST …/organization/restoreDeviceCode`: a code a person signs in with; good for restores of this session. */
export function postDeviceCode(call: Call): Reply {
  const session = anySession(call);
  readBody(call, {
    targetApplicationId: guid,
    targetRegion: oneOf('Worldwide', 'Germany', 'China', 'USDefence', 'USGovernment'),
    targetOrganizationName: text,
  });
  const userCode = Array.from({ length: 9 }, () => letters[randomInt(letters.length)]).join('');
  session.deviceCodes.push(userCode);
  call.simulator.isDirty = true;
  const verificationUrl = 'https://microsoft.com/devicelogin';
  const message = `To sign in, open ${verificationUrl} and enter the code ${userCode}.`;
  return { status: 200, body: { userCode, verificationUrl, expiresIn: lifetimeSeconds, message } };
}
