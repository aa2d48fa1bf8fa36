import { describe, expect, it } from 'vitest';
import { readCommand } from '../../src/intent/command.ts';

const read = (text: string) => readCommand({ text, locale: 'en-US', timeZone: 'UTC', now: '2026-11-20T14:20:00Z' });

describe('whole messages', () => {
  it.each([
    ['hi', 'greeting'],
    ['Hello!', 'greeting'],
    ['Guten Morgen', 'greeting'],
    ['My restores', 'myRequests'],
    ['meine Wiederherstellungen', 'myRequests'],
    ['approvals', 'myApprovals'],
  ])('reads %s as %s', (text, command) => expect(read(text)).toBe(command));

  it.each([
    'hi, restore my mailbox to yesterday',
    'restore my mailbox',
    'show my restores please',
    '',
    'my restores are late',
  ])('leaves "%s" to the reader of sentences', (text) => expect(read(text)).toBeNull());
});
