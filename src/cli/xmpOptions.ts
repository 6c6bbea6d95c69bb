import { type Command, InvalidArgumentError, Option } from 'commander';
import type { XmpSettings } from '../core/export/xmp/detect';
import { LABEL_LANGUAGES, type LabelNames, parseLabelNames } from '../core/export/xmp/labels';
import { parseMapping, type XmpMapping } from '../core/export/xmp/mapping';
import { XMP_PROFILES, type XmpProfileId } from '../core/export/xmp/profiles';

/** Options of every command that writes sidecars. */
export interface XmpFlags {
  readonly profile?: XmpProfileId | 'auto';
  readonly labels?: LabelNames | 'auto';
  readonly map?: XmpMapping;
}

export const addXmpOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--profile <PROGRAM>', 'whose sidecars: names, fields and flags (default: as the sidecars here)').choices([
        'auto',
        ...XMP_PROFILES,
      ]),
    )
    .option('--labels <LANGUAGE>', `words of colour labels: ${LABEL_LANGUAGES.join(', ')}, or five words from red to purple`, labels)
    .option('--map <RULES>', 'what verdicts become, e.g. pick.rating=4,pick.keyword=qrate|pick,reject.rating=-1,flags=on', (text) =>
      parseMapping(text),
    );

export const xmpSettings = ({ profile, labels, map }: XmpFlags): XmpSettings => ({ profile, labels, mapping: map });

function labels(text: string): LabelNames | 'auto' {
  const names = text === 'auto' ? text : parseLabelNames(text);
  if (names === null)
    throw new InvalidArgumentError(`Give auto, one of ${LABEL_LANGUAGES.join(', ')}, or five different words with commas between them.`);
  return names;
}
