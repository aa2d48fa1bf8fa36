import type { z } from 'zod';

export const sections = [
  'Bot',
  'Server',
  'Backup products',
  'Backup server',
  'People and approvals',
  'Teams',
  'App package',
] as const;
export type Section = (typeof sections)[number];

export type Presence = 'required' | 'optional' | 'default';

/** One setting: what it is for (README table and messages), how its text is read, and whether it has to be there. */
export type Declaration<T, P extends Presence = Presence> = {
  readonly section: Section;
  /** One sentence, beginning with a capital and ending with a full stop. */
  readonly about: string;
  readonly example: string;
  /** Reads the text; its messages complete "NAME …", as in "NAME is not a GUID". */
  readonly kind: z.ZodType<T, string>;
  readonly presence: P;
  /** The text used when the setting is absent; only with presence `default`. */
  readonly fallback: string | null;
  /** Said in the table in place of "no", where a setting is needed together with others. */
  readonly needed: string | null;
  /** A secret can be given by file as `NAME_FILE` instead. */
  readonly secret: boolean;
};

type Words<T> = { section: Section; about: string; example: string; kind: z.ZodType<T, string>; secret?: boolean };

/** A setting without which the bot does not start. */
export const required = <T>({ secret = false, ...words }: Words<T>): Declaration<T, 'required'> => ({
  ...words,
  secret,
  presence: 'required',
  fallback: null,
  needed: null,
});

/** A setting that may be absent; `needed` says when it may not. */
export const optional = <T>({
  secret = false,
  needed = null,
  ...words
}: Words<T> & { needed?: string | null }): Declaration<T, 'optional'> => ({
  ...words,
  secret,
  presence: 'optional',
  fallback: null,
  needed,
});

/** A setting with a default, given as the text an admin would write. */
export const withDefault = <T>(words: Words<T> & { fallback: string }): Declaration<T, 'default'> => ({
  ...words,
  secret: false,
  presence: 'default',
  needed: null,
});

/** The values of a group of settings once there is no problem left. */
export type ValuesOf<D extends Readonly<Record<string, Declaration<unknown>>>> = {
  readonly [K in keyof D]: D[K] extends Declaration<infer T, infer P>
    ? 'optional' extends P
      ? T | undefined
      : T
    : never;
};
