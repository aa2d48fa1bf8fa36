import { gzipSync } from 'node:zlib';
import { type Attack, activityWith, type Kit } from './kit.ts';

const encoded = (encoding: string, body: Buffer) => (kit: Kit) =>
  kit.post({ body, headers: { 'content-encoding': encoding } });
const asType =
  (type: string, body = '{}') =>
  (kit: Kit) =>
    kit.post({ body, headers: { 'content-type': type } });
const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
const broken = Buffer.from('this is not gzip');

/** A request put together by hand: method and target as given, a valid JSON body, no token unless the headers hold one. */
const request = (method: string, target: string, headers: string[] = [], body = '{}') =>
  [
    `${method} ${target} HTTP/1.1`,
    'Host: bot',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...headers,
    '',
    body,
  ].join('\r\n');
const sent = (method: string, target: string, headers?: string[], body?: string) => (kit: Kit) =>
  kit.raw(request(method, target, headers, body));

/** Attacks on the HTTP side; none needs a token to do harm. */
export const httpAttacks: readonly Attack[] = [
  { name: 'a megabyte', expect: 413, run: (kit) => kit.post({ body: 'x'.repeat(1024 * 1024), authorization: null }) },
  {
    name: 'a megabyte with a valid token',
    expect: 413,
    run: (kit) => kit.post({ activity: activityWith({ text: 'x'.repeat(1024 * 1024) }) }),
  },
  {
    name: 'a megabyte in chunks, unannounced',
    expect: 413,
    run: (kit) => {
      const chunk = `8000\r\n${'x'.repeat(0x8000)}\r\n`;
      return kit.raw(
        `POST /api/messages HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(32)}0\r\n\r\n`,
      );
    },
  },
  { name: 'a gzip bomb', expect: 415, run: encoded('gzip', bomb) },
  { name: 'bytes that are not the gzip they say', expect: 415, run: encoded('gzip', broken) },
  { name: 'bytes that are not the brotli they say', expect: 415, run: encoded('br', broken) },
  { name: 'two encodings', expect: 415, run: encoded('gzip, gzip', broken) },
  {
    name: 'an upload',
    expect: 415,
    run: asType(
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="f"; filename="../f"\r\n\r\nx\r\n--x--',
    ),
  },
  { name: 'a form', expect: 415, run: asType('application/x-www-form-urlencoded', 'type=message') },
  {
    name: 'XML',
    expect: 415,
    run: asType('application/xml', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'),
  },
  { name: 'another character set', expect: 415, run: asType('application/json; charset=utf-7') },
  {
    name: 'no content type',
    expect: 415,
    run: (kit) => kit.raw('POST /api/messages HTTP/1.1\r\nHost: bot\r\nContent-Length: 2\r\n\r\n{}'),
  },
  {
    name: 'a body that never comes',
    expect: 408,
    run: (kit) =>
      kit.raw(
        'POST /api/messages HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
      ),
  },
  {
    name: 'two Authorization headers',
    expect: 400,
    run: sent('POST', '/api/messages', ['Authorization: Bearer a.b.c', 'Authorization: Bearer d.e.f']),
  },
  { name: 'two content types', expect: 400, run: sent('POST', '/api/messages', ['Content-Type: text/plain']) },
  { name: 'two lengths', expect: 400, run: sent('POST', '/api/messages', ['Content-Length: 3']) },
  {
    name: 'a length and chunks (request smuggling)',
    expect: 400,
    run: sent('POST', '/api/messages', ['Transfer-Encoding: chunked']),
  },
  {
    name: 'a negative length',
    expect: 400,
    run: (kit) =>
      kit.raw(
        'POST /api/messages HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\nContent-Length: -1\r\n\r\n',
      ),
  },
  { name: 'a header of 20 KB', expect: 431, run: sent('POST', '/api/messages', [`X-Long: ${'x'.repeat(20_000)}`]) },
  { name: 'a line break inside a header', expect: 400, run: sent('POST', '/api/messages', ['X-Split: a\rb: c']) },
  { name: 'no HTTP at all', expect: 400, run: (kit) => kit.raw('\u0016\u0003\u0001\u0000hello\r\n\r\n') },
  { name: 'an expectation nobody knows', expect: 417, run: sent('POST', '/api/messages', ['Expect: miracles']) },
  { name: 'GET', expect: 405, run: sent('GET', '/api/messages') },
  { name: 'PUT', expect: 405, run: sent('PUT', '/api/messages') },
  { name: 'DELETE', expect: 405, run: sent('DELETE', '/api/messages') },
  { name: 'TRACE', expect: 405, run: sent('TRACE', '/api/messages') },
  {
    name: 'a method hidden in a header',
    expect: 405,
    run: sent('GET', '/api/messages', ['X-HTTP-Method-Override: POST']),
  },
  { name: 'CONNECT', expect: 'closed', run: sent('CONNECT', 'graph.microsoft.com:443') },
  {
    name: 'a web socket',
    expect: 'closed',
    run: sent('GET', '/api/messages', [
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ]),
  },
  { name: 'another path', expect: 404, run: sent('POST', '/api/messages/../admin') },
  { name: 'a path in capitals', expect: 404, run: sent('POST', '/API/MESSAGES') },
  { name: 'a path that walks', expect: 404, run: sent('GET', '/../../etc/passwd') },
  { name: 'a path with a broken escape', expect: 404, run: sent('POST', '/api/messages%') },
  { name: 'a path with a NUL', expect: 404, run: sent('POST', '/api/messages%00') },
  { name: 'a path that is another host', expect: 404, run: sent('GET', 'http://169.254.169.254/latest/meta-data') },
  { name: 'metrics nobody switched on', expect: 404, run: sent('GET', '/metrics') },
];
