import type { ParseInput } from './types.ts';

const sample = (text: string, locale: string, timeZone: string): ParseInput => ({
  text,
  locale,
  timeZone,
  now: '2026-11-20T14:20:00Z',
});

/** Messages that are read soon after the start, so that the first person does not wait for zone data and compiled code. */
export const samples: readonly ParseInput[] = [
  sample('please restore my mailbox to yesterday 3pm, I deleted the folder by accident', 'en-US', 'America/New_York'),
  sample("recover Adele's OneDrive from before the ransomware on 12/03 at 14:00", 'en-GB', 'Europe/London'),
  sample('what is the status of RR-12?', 'en-GB', 'Europe/London'),
  sample('Bitte das Postfach von Adele Vance auf den 03.11.2026 um 8 Uhr zurücksetzen', 'de-DE', 'Europe/Berlin'),
  sample(
    'Restaurer le site Finance au 3 novembre à 14h parce que des fichiers ont été supprimés',
    'fr-FR',
    'Europe/Paris',
  ),
  sample('Restaura mi buzón al lunes a las 8:15 porque borré una carpeta', 'es-ES', 'Europe/Madrid'),
  sample('Recupere o OneDrive da Adele de 2 dias atrás', 'pt-BR', 'America/Sao_Paulo'),
  sample('Herstel mijn mailbox naar afgelopen dinsdag 9 uur', 'nl-NL', 'Europe/Amsterdam'),
  sample('Ripristina la mia casella di posta a ieri alle 15', 'it-IT', 'Europe/Rome'),
  sample('私のメールボックスを昨日の15時に復元してください', 'ja-JP', 'Asia/Tokyo'),
];
