import { signToken } from '../../../../src/sandbox/signIn/keyRing.ts';
import { type Attack, activityWith, appId, type Kit, serviceUrl, tenantId } from './kit.ts';

const other = '99999999-9999-4999-8999-999999999999';

/** Authentic (signed, with a fitting claim) but meant to lead us elsewhere. */
const atAddress = (address: string) => async (kit: Kit) =>
  kit.post({
    authorization: `Bearer ${await kit.token({ serviceurl: address })}`,
    activity: activityWith({ serviceUrl: address }),
  });
const withActivity = (changes: object) => (kit: Kit) => kit.post({ activity: activityWith(changes) });
const withBody = (body: string | Buffer) => (kit: Kit) => kit.post({ body });
const conversation = { id: 'a:1', conversationType: 'personal' };
/** Attacks with a valid token: activities from the wrong place, and bodies that are not what they should be. */
export const activityAttacks: readonly Attack[] = [
  { name: 'answers to another host', expect: 403, run: atAddress('https://evil.example/') },
  { name: 'answers to the metadata service of the machine', expect: 403, run: atAddress('http://169.254.169.254/') },
  { name: 'answers to this machine', expect: 403, run: atAddress('http://127.0.0.1:9/') },
  { name: 'answers without TLS', expect: 403, run: atAddress('http://smba.trafficmanager.net/emea/') },
  { name: 'answers to another port', expect: 403, run: atAddress('https://smba.trafficmanager.net:8443/emea/') },
  {
    name: 'answers to a name that begins like Teams',
    expect: 403,
    run: atAddress('https://smba.trafficmanager.net.evil.example/'),
  },
  {
    name: 'answers to a host behind a user name',
    expect: 403,
    run: atAddress('https://smba.trafficmanager.net@evil.example/'),
  },
  {
    name: 'answers to a neighbour below trafficmanager.net',
    expect: 403,
    run: atAddress('https://evil.trafficmanager.net/'),
  },
  {
    name: 'answers with a backslash in the host',
    expect: 403,
    run: atAddress('https://evil.example\\.smba.trafficmanager.net/'),
  },
  {
    name: 'answers to a query that hides the path',
    expect: 403,
    run: atAddress('https://smba.trafficmanager.net/?x='),
  },
  { name: 'an address that is none', expect: 403, run: atAddress('teams') },
  {
    name: 'another organization',
    expect: 403,
    run: withActivity({ conversation: { ...conversation, tenantId: other }, channelData: { tenant: { id: other } } }),
  },
  { name: 'no tenant in the conversation', expect: 403, run: withActivity({ conversation }) },
  { name: 'no tenant in the channel data', expect: 403, run: withActivity({ channelData: {} }) },
  { name: 'no channel data', expect: 403, run: withActivity({ channelData: undefined }) },
  {
    name: 'our tenant in one place, another in the other',
    expect: 403,
    run: withActivity({ channelData: { tenant: { id: other } } }),
  },
  {
    name: 'a list of tenants',
    expect: 400,
    run: withActivity({ conversation: { ...conversation, tenantId: [tenantId, other] } }),
  },
  { name: 'no channel', expect: 403, run: withActivity({ channelId: undefined }) },
  { name: 'an empty channel', expect: 403, run: withActivity({ channelId: '' }) },
  { name: 'AseChannel, which has its own way in', expect: 403, run: withActivity({ channelId: 'AseChannel' }) },
  { name: 'the emulator', expect: 403, run: withActivity({ channelId: 'emulator' }) },
  { name: 'web chat', expect: 403, run: withActivity({ channelId: 'webchat' }) },
  { name: 'a channel spelt another way', expect: 403, run: withActivity({ channelId: 'MSTEAMS' }) },
  { name: 'an empty body', expect: 400, run: withBody('') },
  { name: 'no JSON', expect: 400, run: withBody('{"type":"message"') },
  { name: 'null', expect: 400, run: withBody('null') },
  { name: 'a list', expect: 400, run: withBody('[]') },
  { name: 'a text', expect: 400, run: withBody('"message"') },
  { name: 'two documents', expect: 400, run: withBody(`${JSON.stringify(activityWith())}{}`) },
  {
    name: 'bytes that are not UTF-8',
    expect: 400,
    run: withBody(Buffer.from(JSON.stringify(activityWith({ text: 'caf\u00e9' })), 'latin1')),
  },
  { name: '100,000 nested lists', expect: 400, run: withBody(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) },
  {
    name: 'deep nesting inside an otherwise good activity',
    expect: 400,
    run: (kit) =>
      kit.post({
        body: JSON.stringify(activityWith({ value: 0 })).replace(
          '"value":0',
          `"value":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
        ),
      }),
  },
  {
    name: 'a prototype',
    expect: 400,
    run: (kit) => kit.post({ body: JSON.stringify(activityWith()).replace('{', '{"__proto__":{"polluted":true},') }),
  },
  {
    name: 'a prototype inside the card data',
    expect: 400,
    run: (kit) =>
      kit.post({
        body: JSON.stringify(activityWith({ value: 0 })).replace('"value":0', '"value":{"__proto__":{"admin":true}}'),
      }),
  },
  { name: 'no type', expect: 400, run: withActivity({ type: undefined }) },
  { name: 'a type that is a number', expect: 400, run: withActivity({ type: 5 }) },
  { name: 'a type that is an object', expect: 400, run: withActivity({ type: { toString: 'message' } }) },
  { name: 'a sender that is a text', expect: 400, run: withActivity({ from: '29:1a' }) },
  { name: 'no sender', expect: 400, run: withActivity({ from: undefined }) },
  {
    name: 'a sender whose object id is none',
    expect: 400,
    run: withActivity({ from: { id: '29:1a', aadObjectId: "' or 1=1" } }),
  },
  { name: 'a text that is an object', expect: 400, run: withActivity({ text: { $gt: '' } }) },
  { name: 'no conversation', expect: 400, run: withActivity({ conversation: null }) },
  { name: 'attachments that are no list', expect: 400, run: withActivity({ attachments: {} }) },
  { name: 'members that are numbers', expect: 400, run: withActivity({ membersAdded: [1, 2] }) },
  { name: 'an id of 300 KB within the limit of the body', expect: 400, run: withActivity({ id: 'x'.repeat(200_000) }) },
  { name: 'a time that is none', expect: 400, run: withActivity({ timestamp: 'yesterday' }) },
];

const validClaims = () => {
  const now = Math.floor(Date.now() / 1000);
  return { iss: 'https://api.botframework.com', aud: appId, serviceurl: serviceUrl, nbf: now, exp: now + 3600 };
};

/** Signed by a key of the Bot Framework that was published before the bot started, but speaks for others. */
const signedBy = (whose: keyof Kit['otherKeys'], channelId: string) => async (kit: Kit) =>
  kit.post({
    authorization: `Bearer ${await signToken(kit.otherKeys[whose], validClaims())}`,
    activity: activityWith({ channelId }),
  });

export const endorsementAttacks: readonly Attack[] = [
  { name: 'a key endorsed for another channel', expect: 403, run: signedBy('webChat', 'msteams') },
  { name: 'another channel with a key endorsed for it', expect: 403, run: signedBy('webChat', 'webchat') },
  { name: 'a key endorsed for nothing', expect: 403, run: signedBy('nobody', 'msteams') },
  { name: 'a key without endorsements', expect: 403, run: signedBy('unsaid', 'msteams') },
];
