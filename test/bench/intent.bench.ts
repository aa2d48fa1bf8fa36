/** Speed of reading messages. Run with `node test/bench/intent.bench.ts`; fails when hostile input is slow. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from '../../src/intent/parse.ts';

const limits = { medianMs: 0.5, p99Ms: 5, hostileMs: 50 };
const root = resolve(import.meta.dirname, '../..');
const own = join(root, 'test/intent/corpora');
const files = [
  resolve(root, '../shared/corpora/restore-intents.jsonl'),
  ...readdirSync(own)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => join(own, name)),
].filter((path) => existsSync(path));
const inputs = files.flatMap((path) =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line)),
);

const timed = (input: Parameters<typeof parse>[0]): number => {
  const started = performance.now();
  parse(input);
  return performance.now() - started;
};

/** The best of three for each message: what the reader costs, not what else the machine was doing. */
const measure = (): { median: number; p99: number; max: number } => {
  const times = inputs.map((input) => Math.min(timed(input), timed(input), timed(input))).sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { median: at(0.5), p99: at(0.99), max: at(1) };
};
measure();
const { median, p99, max } = measure();

const fill = (piece: string): string => piece.repeat(Math.ceil(4_000 / piece.length)).slice(0, 4_000);
const pieces = [
  '1',
  '1.',
  '1/',
  '1:',
  '12:3',
  '2026-',
  '3pm',
  'at ',
  'restore ',
  'before ',
  'monday ',
  'monday, ',
  'to monday ',
  'between ',
  '昨日',
  'の',
  '復元',
  '3日前',
  'ア',
  '<at>',
  '<at>A</at>',
  '<',
  '&',
  '&amp;',
  '&#',
  '"',
  "'",
  "d'",
  'a@',
  'a@b.',
  'a.xlsx',
  'a.a.',
  'A.B-',
  'http://',
  'RR-',
  'RR-1 ',
  '#',
  'Adele ',
  'Adele, ',
  "Adele's ",
  'of Adele and ',
  'de la ',
  'not ',
  'or 9 ',
  '\n',
  ' ',
  '\u200b',
  '\ud83d',
  '-',
  '..',
  '((',
  'Ab',
  'a_',
  'ﾊﾞ',
  'e\u0301',
  'restore my mailbox to monday 9am because ',
  '10 minutes ',
  'half past ',
  'vor 3 Tagen ',
  'il y a ',
  '%',
  'x',
];
const mentions = Array.from({ length: 200 }, (_, i) => ({ text: `<at>P${i}</at>`, name: `P${i}`, id: `29:${i}` }));
const hostile = pieces.map((piece) => ({ piece, text: fill(piece) }));
hostile.push({
  piece: '200 mentions',
  text: mentions
    .map((mention) => mention.text)
    .join(' ')
    .slice(0, 4_000),
});
let seed = 7;
const random = (below: number): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed % below;
};
for (let round = 0; round < 60; round += 1) {
  let text = '';
  while (text.length < 4_000) text += pieces[random(pieces.length)] ?? '';
  hostile.push({ piece: `mixture ${round}`, text: text.slice(0, 4_000) });
}
let worst = { piece: '', ms: 0 };
for (const { piece, text } of hostile) {
  const input = { text, locale: 'en-GB', timeZone: 'Europe/Berlin', now: '2026-11-20T14:20:00Z', mentions };
  const ms = Math.min(...Array.from({ length: 5 }, () => timed(input)));
  if (ms > worst.ms) worst = { piece, ms };
}
const show = (ms: number): string => `${ms.toFixed(2)} ms`;
process.stdout.write(
  `${inputs.length} messages: median ${show(median)} (limit ${limits.medianMs}), p99 ${show(p99)} (limit ${limits.p99Ms}), max ${show(max)}\n` +
    `${hostile.length} hostile texts of 4,000 characters: worst ${show(worst.ms)} for ${JSON.stringify(worst.piece)} (limit ${limits.hostileMs})\n`,
);
if (worst.ms >= limits.hostileMs) process.exitCode = 1;
