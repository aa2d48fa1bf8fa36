import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';
import { strToU8, zipSync } from 'fflate';
import { z } from 'zod';
import type { PackageSettings } from '../../config/readPackageSettings.ts';
import { checkIcon } from './checkIcon.ts';
import { type Document, fillPlaceholders } from './fillPlaceholders.ts';

export type AppPackage = { readonly fileNames: readonly string[]; readonly zip: Uint8Array };

const outline = z.looseObject({
  $schema: z.string(),
  icons: z.object({ color: z.string(), outline: z.string() }),
  localizationInfo: z.looseObject({
    defaultLanguageFile: z.string(),
    additionalLanguages: z.array(z.object({ languageTag: z.string(), file: z.string() })),
  }),
});

/** A day that does not change, so that the same input gives the same file, byte by byte. ZIP knows no time before 1980. */
const fixedTime = new Date(1980, 1, 1);

/**
 * Builds the app package for Teams from the `manifest/` folder: placeholders filled, everything checked against Microsoft's schemas,
 * zipped. Returns sentences instead where something is wrong; Teams itself would only say "manifest parsing has failed".
 */
export async function buildAppPackage(
  folder: string,
  settings: PackageSettings,
  version: string,
): Promise<AppPackage | { readonly problems: readonly string[] }> {
  const read = (name: string): Document => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const manifest = fillPlaceholders(read('manifest.json'), { ...settings, version });
  const { icons, localizationInfo, $schema } = outline.parse(manifest);
  const languageFiles = [
    localizationInfo.defaultLanguageFile,
    ...localizationInfo.additionalLanguages.map(({ file }) => file),
  ];
  const languages = languageFiles.map((name) => [name, fillPlaceholders(read(name), {})] as const);
  const images = (
    [
      [icons.color, 192],
      [icons.outline, 32],
    ] as const
  ).map(([name, side]) => ({ name, side, png: readFileSync(join(folder, name)) }));

  const languageSchema = $schema.replace('MicrosoftTeams.schema.json', 'MicrosoftTeams.Localization.schema.json');
  const problems = [
    ...(await violations('manifest.json', manifest, $schema)),
    ...(await Promise.all(languages.map(([name, language]) => violations(name, language, languageSchema)))).flat(),
    ...images.map(({ name, side, png }) => checkIcon(name, png, side)).filter((problem) => problem !== null),
  ];
  if (problems.length > 0) return { problems };

  const documents = [['manifest.json', manifest] as const, ...languages];
  const files = {
    ...Object.fromEntries(documents.map(([name, json]) => [name, strToU8(`${JSON.stringify(json, null, 2)}\n`)])),
    ...Object.fromEntries(images.map(({ name, png }) => [name, new Uint8Array(png)])),
  };
  return { fileNames: Object.keys(files), zip: zipSync(files, { level: 9, mtime: fixedTime }) };
}

/** Where a document breaks its schema. The schemas come with the package; nothing is downloaded. */
async function violations(name: string, document: Document, schemaUrl: string): Promise<readonly string[]> {
  const schema = withReadablePatterns(await AppManifestUtils.fetchSchema(schemaUrl));
  const found = await AppManifestUtils.validateAgainstSchema(document as unknown as TeamsManifest, schema);
  return found.map((violation) => `${name}: ${violation}`);
}

/**
 * Leaves out patterns of property names that are no regular expressions: the localization schemas hold some with a lone `]`, and
 * the validator would stop there. Other properties being forbidden, this makes the check stricter, never weaker.
 */
function withReadablePatterns<S extends object>(schema: S): S {
  const { patternProperties = {} } = schema as { patternProperties?: Readonly<Record<string, unknown>> };
  const readable = Object.entries(patternProperties).filter(([pattern]) => {
    try {
      return new RegExp(pattern, 'u') !== null;
    } catch {
      return false;
    }
  });
  return { ...schema, patternProperties: Object.fromEntries(readable) };
}
