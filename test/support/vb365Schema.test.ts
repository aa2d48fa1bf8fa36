import { describe, expect, it } from 'vitest';
import { hasVendorSchemas, loadVendorSchema } from './vb365Schema.ts';

describe.runIf(hasVendorSchemas)('the closed vendor schema', () => {
  const exchange = {
    method: 'POST',
    path: '/v8/Organizations/9e1a7d54-3b0c-4f52-8b7e-0d6a4c2f9b11/explore',
    requestBody: { type: 'Vex', dateTime: '2026-11-19T12:05:14.8978122Z', repositoryId: null },
    status: 201,
    responseBody: {
      id: '9e1a7d54-3b0c-4f52-8b7e-0d6a4c2f9b12',
      type: 'Vex',
      creationTime: '2026-11-19T12:05:14.8978122Z',
      state: 'Working',
      result: 'Success',
    },
  };

  it('takes what the vendor documents', () => {
    expect(loadVendorSchema('v8').violations(exchange)).toEqual([]);
  });

  it.each([
    ['a misspelt property of a request', { requestBody: { type: 'Vex', showDelete: true } }, "'showDelete'"],
    ['a value outside the enumeration', { requestBody: { type: 'Exchange' } }, 'allowed values'],
    ['a misspelt property of a reply', { responseBody: { ...exchange.responseBody, colour: 1 } }, "'colour'"],
    ['a missing property of a reply', { responseBody: { id: exchange.responseBody.id } }, "'creationTime'"],
    ['a status of another version', { status: 200 }, 'not documented'],
    ['an unknown query parameter', { query: [['organisationId', '1']] as [string, string][] }, "'organisationId'"],
    ['an operation that does not exist', { path: '/v8/Organizations/x/action' }, 'no such operation'],
  ])('sees %s', (_, change, problem) => {
    const violations = loadVendorSchema('v8').violations({ ...exchange, ...change });
    expect(violations.join('\n')).toContain(problem);
  });

  it.each(['v6', 'v7', 'v8'] as const)('compiles every schema of %s', (version) => {
    const schema = loadVendorSchema(version);
    expect(schema.operations.length).toBeGreaterThan(150);
  });
});
