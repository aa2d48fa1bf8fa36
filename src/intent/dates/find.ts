import type { Lexeme } from '../lex.ts';
import type { DateHabits } from './atom.ts';
import { readAtom } from './atoms.ts';
import type { DateExpression, DateParts } from './parts.ts';
import { canJoin } from './parts.ts';

const linking = (lexeme: Lexeme | undefined): boolean =>
  lexeme !== undefined && (lexeme.tags.has('link') || lexeme.tags.has('at') || lexeme.kind === 'possessive');

const complete = (parts: DateParts): boolean =>
  parts.day !== undefined ||
  parts.weekday !== undefined ||
  parts.period !== undefined ||
  parts.clock !== undefined ||
  parts.part !== undefined ||
  parts.elapsedMinutes !== undefined ||
  parts.shift !== undefined ||
  parts.vague === true ||
  parts.invalid === true ||
  parts.future === true;

/** All date expressions of a message, left to right: pieces joined over small words where they complete each other. */
export function findDates(lexemes: readonly Lexeme[], habits: DateHabits): DateExpression[] {
  const found: DateExpression[] = [];
  for (let at = 0; at < lexemes.length; ) {
    const first = readAtom(lexemes, at, habits);
    if (!first) {
      at += 1;
      continue;
    }
    let parts = first.parts;
    let end = first.next;
    for (;;) {
      let place = end;
      let commas = 0;
      while (place < end + 4) {
        if (lexemes[place]?.text === ',' && commas === 0) commas += 1;
        else if (lexemes[place]?.text === '(' && commas === 0) commas += 1;
        else if (lexemes[place]?.text === '-' && commas === 0 && !lexemes[place]?.tight) commas += 1;
        else if (!linking(lexemes[place]) || (place > end && readAtom(lexemes, place, habits))) break;
        place += 1;
      }
      const next = readAtom(lexemes, place, habits);
      if (!next || (commas > 0 && next.parts.edge)) break;
      if (place > end && next.parts.zone && !parts.clock) break;
      if (!canJoin(parts, next.parts)) {
        const glued =
          place === end &&
          parts.shift === undefined &&
          next.parts.zone === undefined &&
          next.parts.approx === undefined;
        const same = glued && complete(next.parts) && complete(parts) && parts.edge === undefined;
        if (same) {
          parts = { ...parts, vague: true };
          end = next.next;
          continue;
        }
        break;
      }
      parts = { ...parts, ...next.parts };
      end = next.next;
    }
    if (complete(parts)) found.push({ from: at, to: end, parts });
    at = complete(parts) ? end : at + 1;
  }
  return found;
}
