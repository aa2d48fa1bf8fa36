import { normalise } from './normalise.ts';
import type { ParseInput } from './types.ts';

/** What a whole message can be when it is one of the few fixed phrases people and the app's command menu send. */
export type Command = 'greeting' | 'myRequests' | 'myApprovals';

/** Whole messages, in all languages together: none of them means anything else in another. A new language adds to the lists. */
const phrases: Readonly<Record<Command, readonly string[]>> = {
  greeting: [
    ...['hi', 'hello', 'hey', 'hi there', 'hello there', 'good morning', 'good afternoon', 'good evening'],
    ...['hallo', 'guten morgen', 'guten tag', 'guten abend', 'moin', 'servus'],
    ...['bonjour', 'salut', 'bonsoir', 'hola', 'buenos días', 'buenas tardes', 'olá', 'oi', 'bom dia', 'boa tarde'],
    ...['hoi', 'goedemorgen', 'goedemiddag', 'ciao', 'buongiorno', 'buonasera', 'こんにちは', 'おはようございます'],
  ],
  myRequests: [
    ...[
      'my restores',
      'my requests',
      'restores',
      'requests',
      'meine wiederherstellungen',
      'meine anfragen',
      'meine anträge',
    ],
    ...[
      'mes restaurations',
      'mes demandes',
      'mis restauraciones',
      'mis solicitudes',
      'minhas restaurações',
      'meus pedidos',
    ],
    ...['mijn herstelacties', 'mijn aanvragen', 'i miei ripristini', 'le mie richieste', '自分の依頼', '復元の一覧'],
  ],
  myApprovals: [
    'my approvals',
    'approvals',
    'pending approvals',
    'meine genehmigungen',
    'mes approbations',
    'mis aprobaciones',
  ],
};

const commandOf = new Map(
  (Object.keys(phrases) as Command[]).flatMap((command) =>
    phrases[command].map((phrase) => [phrase, command] as const),
  ),
);

/** The command a message is as a whole, or null when it is a sentence to be read. */
export function readCommand({ text, mentions, botId }: ParseInput): Command | null {
  const words = normalise(text, mentions, botId)
    .text.toLowerCase()
    .replace(/[\s!.?,。！？]+$/u, '')
    .trim();
  return commandOf.get(words) ?? null;
}
