import { z } from 'zod';
import { isGuid } from '../lib/guid.ts';

/** The readers of single settings. Each message completes a sentence that begins with the setting's name. */

const nilGuid = '00000000-0000-0000-0000-000000000000';

export const text = z.string();

export const guid = z
  .string()
  .refine(isGuid, 'is not an id: an id is a GUID of 36 characters')
  .refine((id) => id !== nilGuid, 'is still the placeholder of zeros')
  .transform((id) => id.toLowerCase());

/** The name of an OAuth connection of an Azure Bot. */
export const connectionName = z
  .string()
  .regex(/^[\w.-]{1,64}$/, 'is not the name of a connection: letters, digits, dots, dashes and underscores');

/** A comma list of Entra object ids, lower-cased, each once. */
export const guidList = z.string().transform((list, context) => {
  const entries = list.split(',').map((entry) => entry.trim());
  for (const [index, entry] of entries.entries()) {
    const which = entries.length === 1 ? 'holds a value that' : `entry ${index + 1}`;
    if (entry === '') context.addIssue(`has an empty entry (number ${index + 1}): remove the extra comma`);
    else if (entry.includes('@')) {
      context.addIssue(
        `${which} is an address: use the object id shown on the person's page in the Entra admin center`,
      );
    } else if (!isGuid(entry))
      context.addIssue(`${which} is not an object id: an object id is a GUID of 36 characters`);
    else if (entry === nilGuid) context.addIssue(`${which} is still the placeholder of zeros`);
  }
  return [...new Set(entries.map((entry) => entry.toLowerCase()))];
});

/** A whole number within bounds. */
export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `is not a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((number) => number >= least && number <= most, `is not within ${least} and ${most}`);

export const oneOf = <const T extends readonly [string, ...string[]]>(choices: T) =>
  z.string().pipe(z.enum(choices, `is not one of ${choices.join(', ')}`));

const urlOf = (value: string): URL | null => URL.parse(value);

/** An http(s) address without user, query or fragment. Whether plain http is allowed is decided with the other settings. */
export const webAddress = z
  .string()
  .refine((value) => /^https?:$/.test(urlOf(value)?.protocol ?? ''), 'is not an address that begins with https://')
  .refine((value) => {
    const url = urlOf(value);
    return url === null || (url.username === '' && url.search === '' && url.hash === '');
  }, 'holds more than an address: leave out user names, ? and #')
  .transform((value) => value.replace(/\/+$/, ''));

/** An https address, such as the page a link in the app's description opens. */
export const httpsAddress = webAddress.refine((value) => value.startsWith('https://'), 'does not begin with https://');

/** An https address of scheme, host and port only. */
export const secureOrigin = httpsAddress.refine(
  (value) => urlOf(value) === null || urlOf(value)?.pathname === '/',
  'has a path: give scheme, host and port only',
);

/** The address of a PostgreSQL database. */
export const postgresAddress = z
  .string()
  .refine((value) => /^postgres(ql)?:$/.test(urlOf(value)?.protocol ?? ''), 'does not begin with postgres://')
  .refine(
    (value) => urlOf(value) === null || /^\/[^/]+$/.test(urlOf(value)?.pathname ?? ''),
    'names no database: end it with / and its name',
  );

/** A comma list of host names, each with an optional port. */
export const hostList = z.string().transform((list, context) => {
  const hosts = list.split(',').map((entry) => entry.trim().toLowerCase());
  for (const [index, host] of hosts.entries()) {
    if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(host)) {
      context.addIssue(`entry ${index + 1} is not a host name: no https://, no path, no *`);
    }
  }
  return [...new Set(hosts)];
});

/** A Teams channel by its id, or by the link that "Get link to channel" gives. */
export const channelId = z.string().transform((value, context) => {
  const link = /^https:\/\/teams\.(?:microsoft\.com|cloud\.microsoft)\/l\/channel\/([^/?]+)/i.exec(value)?.[1];
  const id = (link ?? value).replaceAll(/%3a/gi, ':').replaceAll(/%40/g, '@');
  if (/^19:[\w-]+@thread\.(?:tacv2|skype)$/.test(id)) return id;
  context.addIssue('is not a channel: use the id (19:…@thread.tacv2) or the link from "Get link to channel" in Teams');
  return z.NEVER;
});
