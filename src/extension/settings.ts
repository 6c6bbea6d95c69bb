import os from 'node:os';
import * as vscode from 'vscode';
import * as z from 'zod';
import { QrateError } from '../core/errors';
import { LABEL_LANGUAGES, parseLabelNames } from '../core/export/xmp/labels';
import { mappingSchema } from '../core/export/xmp/mapping';
import { XMP_PROFILES } from '../core/export/xmp/profiles';
import { tastePart } from '../core/learn/wish';
import type { Recipe, TasteWish } from '../core/model';
import type { ShootSettings } from '../core/shootApi';

/** A glob the scan understands: relative to the shoot, so neither absolute nor climbing out of it. */
const glob = z.string().refine((text) => text.trim() !== '' && !/^([/\\]|[a-z]:|~)/i.test(text) && !/(^|[/\\])\.\.([/\\]|$)/.test(text));

/** Every setting: what it may hold, and how to say so. */
const SETTINGS = {
  'qrate.ingest.ignore': {
    schema: z.array(glob),
    must: () => vscode.l10n.t('a list of globs relative to the shoot, such as "**/proofs/**"'),
  },
  'qrate.analyze.workers': { schema: z.int().min(0).max(64), must: () => vscode.l10n.t('a whole number from 0 to 64') },
  'qrate.group.burstSeconds': { schema: z.number().positive().max(3600), must: () => vscode.l10n.t('a number above 0 and at most 3600') },
  'qrate.group.nearDistance': { schema: z.int().min(0).max(16), must: () => vscode.l10n.t('a whole number from 0 to 16') },
  'qrate.select.keepPerBurst': { schema: z.int().min(1).max(1000), must: () => vscode.l10n.t('a whole number from 1 to 1000') },
  'qrate.select.minSharpness': { schema: z.number().min(0), must: () => vscode.l10n.t('a number of 0 or more') },
  'qrate.cull.tasteWeight': { schema: z.number().min(0).max(1), must: () => vscode.l10n.t('a number from 0 to 1') },
  'qrate.cull.tasteModel': {
    schema: z.string().trim().min(1).max(60),
    must: () => vscode.l10n.t('the name of a taste, of 1 to 60 characters'),
  },
  'qrate.grid.autoAdvance': { schema: z.boolean(), must: () => vscode.l10n.t('true or false') },
  'qrate.export.xmp.profile': {
    schema: z.enum(['auto', ...XMP_PROFILES]),
    must: () => ['auto', ...XMP_PROFILES].map((it) => `"${it}"`).join(', '),
  },
  'qrate.export.xmp.labels': {
    schema: z.string().refine((text) => text === 'auto' || parseLabelNames(text) !== null),
    must: () => vscode.l10n.t('"auto", one of {0}, or five different words with commas between them', LABEL_LANGUAGES.join(', ')),
  },
  'qrate.export.xmp.mapping': {
    schema: mappingSchema,
    must: () => vscode.l10n.t('an object such as {0}', '{"pick": {"rating": 4, "label": null}, "flags": true}'),
  },
  'qrate.index.storage': { schema: z.enum(['auto', 'shoot', 'global']), must: () => vscode.l10n.t('"auto", "shoot" or "global"') },
  'qrate.watch.enabled': { schema: z.boolean(), must: () => vscode.l10n.t('true or false') },
  'qrate.watch.tethered': { schema: z.boolean(), must: () => vscode.l10n.t('true or false') },
  'qrate.intent.languageModel': {
    schema: z.enum(['off', 'vscode', 'endpoint']),
    must: () => vscode.l10n.t('"off", "vscode" or "endpoint"'),
  },
  'qrate.intent.sendNames': { schema: z.boolean(), must: () => vscode.l10n.t('true or false') },
  'qrate.intent.endpoint.url': { schema: z.string(), must: () => vscode.l10n.t('an address such as "http://localhost:11434/v1"') },
  'qrate.intent.endpoint.model': { schema: z.string(), must: () => vscode.l10n.t('the name of a model') },
  'qrate.intent.polishExplanations': { schema: z.boolean(), must: () => vscode.l10n.t('true or false') },
  'qrate.decorations.suggestions': { schema: z.boolean(), must: () => vscode.l10n.t('true or false') },
  'qrate.models.mirror': { schema: z.string(), must: () => vscode.l10n.t('an address such as {0}', 'https://example.org/models/') },
  'qrate.faces.enabled': { schema: z.boolean(), must: () => vscode.l10n.t('true or false') },
  'qrate.embeddings.enabled': { schema: z.boolean(), must: () => vscode.l10n.t('true or false') },
  // Looked at entry by entry, since a wrong one costs no other.
  'qrate.presets': { schema: z.unknown(), must: () => vscode.l10n.t('an object from names to presets') },
  'qrate.cache.maxSizeMB': { schema: z.int().min(50), must: () => vscode.l10n.t('a whole number of 50 or more') },
} as const;

export type SettingKey = keyof typeof SETTINGS;
export type SettingValue<K extends SettingKey> = z.infer<(typeof SETTINGS)[K]['schema']>;

/** A value as a person typed it, short enough for a message. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** One setting as it holds for `scope`, or for the window. Throws QrateError('bad-settings') that names the key, the value and what it must be. */
export function setting<K extends SettingKey>(key: K, scope?: vscode.Uri): SettingValue<K>;
export function setting(key: SettingKey, scope?: vscode.Uri): unknown {
  const value: unknown = vscode.workspace.getConfiguration(undefined, scope).get(key);
  const { schema, must } = SETTINGS[key];
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new QrateError('bad-settings', vscode.l10n.t('The setting {0} is {1}, but it must be {2}.', key, shown(value), must()));
}

export const shootSettings = (root: string): ShootSettings => {
  const scope = vscode.Uri.file(root);
  return {
    ignore: setting('qrate.ingest.ignore', scope),
    storage: setting('qrate.index.storage', scope),
    cacheMaxBytes: setting('qrate.cache.maxSizeMB', scope) * 1_000_000,
    faces: setting('qrate.faces.enabled', scope),
    embeddings: setting('qrate.embeddings.enabled', scope),
    presets: plain(setting('qrate.presets', scope)),
  };
};

/** Settings are proxies, which no thread can be sent. */
const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

/** The taste that a cull weighs in; `undefined` = none, as long as nobody asks for it. */
function tasteSettings(scope: vscode.Uri): TasteWish | undefined {
  const weight = setting('qrate.cull.tasteWeight', scope);
  return weight === 0 ? undefined : { model: setting('qrate.cull.tasteModel', scope), weight };
}

/** The recipe of the settings, for a cull that names no numbers. */
export const recipeSettings = (root: string): Recipe => {
  const scope = vscode.Uri.file(root);
  return {
    keepPerBurst: setting('qrate.select.keepPerBurst', scope),
    minSharpness: setting('qrate.select.minSharpness', scope),
    burstSeconds: setting('qrate.group.burstSeconds', scope),
    nearDistance: setting('qrate.group.nearDistance', scope),
    ...tastePart(tasteSettings(scope)),
  };
};

/** Number of worker processes, ≥ 1. */
export const workerCount = (root: string): number => setting('qrate.analyze.workers', vscode.Uri.file(root)) || os.availableParallelism();
