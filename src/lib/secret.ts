import { inspect } from 'node:util';

/** A value that never shows itself: printed, serialised or inspected it is `[secret]`. Only `reveal()` gives it away. */
export type Secret<T> = {
  reveal(): T;
  toString(): string;
  toJSON(): string;
  [inspect.custom](): string;
};

const shown = (): string => '[secret]';

/** Wraps a value so that it cannot end up in a log, an error, a card or the journal by accident. */
export function secret<T>(value: T): Secret<T> {
  return Object.freeze({ reveal: () => value, toString: shown, toJSON: shown, [inspect.custom]: shown });
}
