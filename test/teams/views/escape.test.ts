import { describe, expect, it } from 'vitest';
import { cut, escapeMarkdown, inputValue, oneLine } from '../../../src/teams/views/escape.ts';

describe('oneLine', () => {
  it('strips what cannot be seen and what turns text around', () => {
    expect(oneLine('pay\u202egpj.exe\u202c', 50)).toBe('paygpj.exe');
    expect(oneLine('a\u200bd\u200dm\u2060i\ufeffn\u00ad', 50)).toBe('admin');
    expect(oneLine('\u3164\u2800x', 50)).toBe('x');
    expect(oneLine('a\ud800b', 50)).toBe('ab');
  });

  it('puts line breaks and control characters into one line', () => {
    expect(oneLine('one\r\ntwo\u2028three\u0000four\tfive  six', 50)).toBe('one two three four five six');
  });

  it('keeps letters of every script, emoji, and text that looks like code', () => {
    expect(oneLine('Zoë Åström 山田太郎 👍🏽', 50)).toBe('Zoë Åström 山田太郎 👍🏽');
    expect(oneLine('${1+1} <b>x</b> **y** [z](http://e.vil)', 50)).toBe('${1+1} <b>x</b> **y** [z](http://e.vil)');
  });

  it('keeps right-to-left names from reordering the sentence around them', () => {
    expect(oneLine('עדי', 50)).toBe('\u2068עדי\u2069');
  });

  it('breaks the date functions some clients replace, invisibly', () => {
    const text = oneLine('{{DATE(2026-11-20T00:00:00Z,SHORT)}}', 60);
    expect(text).not.toMatch(/\{\{DATE/);
    expect(text.replaceAll(/[\u2060\u200b]/g, '')).toBe('{{DATE(2026-11-20T00:00:00Z,SHORT)}}');
  });

  it('lets a phone break a long address, and leaves one that fits alone', () => {
    expect(oneLine('https://contoso.sharepoint.com/sites/marketing', 99)).toContain('/\u200bsites/\u200bmarketing');
    expect(oneLine('megan.bowen@contoso.com', 99)).toBe('megan.bowen@contoso.com');
  });

  it('does not let marks pile up', () => {
    expect(oneLine(`a${'\u0301'.repeat(50)}`, 50).length).toBeLessThan(8);
  });
});

describe('cut', () => {
  it('counts as a person counts and says that something is left out', () => {
    expect(cut('abcdef', 6)).toBe('abcdef');
    expect(cut('abcdefg', 6)).toBe('abcdef…');
    expect(cut('👩‍🚀👩‍🚀👩‍🚀', 2)).toBe('👩‍🚀👩‍🚀…');
  });
});

describe('inputValue', () => {
  it('keeps line breaks and cuts by bytes at a whole character', () => {
    expect(inputValue('one\r\ntwo\u0007', 50)).toBe('one\ntwo ');
    expect(inputValue('ää', 3)).toBe('ä');
  });
});

describe('escapeMarkdown', () => {
  it('leaves nothing that Teams would read', () => {
    expect(escapeMarkdown('**b** [x](y) <at>z</at> `c` _i_ & a|b ~s~')).toBe(
      '\\*\\*b\\*\\* \\[x\\](y) &lt;at>z&lt;/at> \\`c\\` \\_i\\_ &amp; a\\|b \\~s\\~',
    );
    expect(escapeMarkdown('see http://e.vil')).not.toContain('://');
  });

  it('leaves an address as people know it', () => {
    expect(escapeMarkdown('megan_b.bowen-2@contoso.com')).toBe('megan_b.bowen-2@contoso.com');
  });
});
