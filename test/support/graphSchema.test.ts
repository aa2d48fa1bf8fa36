import { describe, expect, it } from 'vitest';
import { hasGraphSchema, loadGraphSchema } from './graphSchema.ts';

const base = { path: '/v1.0/solutions/backupRestore/exchangeRestoreSessions', method: 'POST', status: 201 };
const good = {
  requestBody: { mailboxRestoreArtifacts: [{ restorePoint: { id: 'p' }, destinationType: 'inPlace' }] },
  responseBody: { '@odata.context': 'x', id: '1', status: 'draft', error: null },
};

describe.skipIf(!hasGraphSchema)('the closed schema of Microsoft 365 Backup', () => {
  const violationsOf = hasGraphSchema ? loadGraphSchema() : () => [];

  it('takes the documented example', () => {
    expect(violationsOf({ ...base, ...good })).toEqual([]);
  });

  it.each([
    ['a misspelt property', { ...good, requestBody: { mailboxRestoreArtefacts: [] } }, "'mailboxRestoreArtefacts'"],
    [
      'a misspelt property inside',
      { ...good, requestBody: { mailboxRestoreArtifacts: [{ destination: 'inPlace' }] } },
      "'destination'",
    ],
    ['an unknown status', { ...good, responseBody: { status: 'drafted' } }, 'allowed values'],
    ['an unknown property of the reply', { ...good, responseBody: { state: 'draft' } }, "'state'"],
    ['an unknown query parameter', { ...good, query: new URLSearchParams({ limit: '1' }) }, "'limit'"],
    ['an unknown operation', { ...good, path: '/v1.0/solutions/backupRestore/exchangeSessions' }, 'no such operation'],
  ])('tells %s', (_what, exchange, words) => {
    expect(violationsOf({ ...base, ...exchange }).join('\n')).toContain(words);
  });
});
