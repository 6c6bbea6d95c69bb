import * as vscode from 'vscode';
import { type PresetFile, presetKey } from '../core/presets/preset';
import type { Keeping } from '../core/presets/presets';
import { givenShelf } from '../core/presets/shelves';

const KEY = 'qrate.presets';

/** Where settings stand, the nearest first. */
const LEVELS = ['folder', 'workspace', 'user'] as const;
export type SettingsLevel = (typeof LEVELS)[number];

type Values = Readonly<Record<string, unknown>>;

/** Presets of one shoot's settings: where each of them stands. */
export class SettingsPresets {
  readonly #scope: vscode.Uri;

  /** `root` is the shoot's. */
  constructor(root: string) {
    this.#scope = vscode.Uri.file(root);
  }

  /** The nearest settings that hold an entry of this name, the user's where none does. */
  levelOf(name: string): SettingsLevel {
    const isIt = (key: string): boolean => presetKey(key) === presetKey(name);
    return LEVELS.find((level) => Object.keys(this.#values(level)).some(isIt)) ?? 'user';
  }

  /** The settings in which the preset of this name stands, or would. Entries that cannot be used stay as they are. */
  keeping(name: string): Keeping {
    const level = this.levelOf(name);
    return {
      origin: 'settings',
      read: async () => ({ version: 1, presets: [...givenShelf(this.#values(level)).items] }),
      write: (file) => this.#write(level, file),
      // Settings are the editor's to write: there is no file here to lock.
      alone: (work) => work(),
    };
  }

  get #settings(): vscode.WorkspaceConfiguration {
    return vscode.workspace.getConfiguration(undefined, this.#scope);
  }

  #values(level: SettingsLevel): Values {
    const { workspaceFolderValue, workspaceValue, globalValue } = this.#settings.inspect<unknown>(KEY) ?? {};
    // In a window of a single folder the workspace's settings are the folder's: they are looked at once.
    const isOneFolder = vscode.workspace.workspaceFile === undefined;
    const value = { folder: isOneFolder ? undefined : workspaceFolderValue, workspace: workspaceValue, user: globalValue }[level];
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {};
  }

  async #write(level: SettingsLevel, { presets }: PresetFile): Promise<void> {
    const before = this.#values(level);
    const broken = givenShelf(before).problems.flatMap(({ name }) => (name === null ? [] : [[name, before[name]] as const]));
    const entries = presets.map(({ name, ...preset }) => [name, preset] as const);
    const left = Object.fromEntries([...broken, ...entries]);
    const isGone = level !== 'user' && Object.keys(left).length === 0;
    await this.#settings.update(KEY, isGone ? undefined : left, TARGETS[level]);
  }
}

const TARGETS: Readonly<Record<SettingsLevel, vscode.ConfigurationTarget>> = {
  folder: vscode.ConfigurationTarget.WorkspaceFolder,
  workspace: vscode.ConfigurationTarget.Workspace,
  user: vscode.ConfigurationTarget.Global,
};

const WORDS: Readonly<Record<SettingsLevel, () => string>> = {
  folder: () => vscode.l10n.t('in the settings of its folder'),
  workspace: () => vscode.l10n.t('in the settings of the workspace'),
  user: () => vscode.l10n.t('in your user settings'),
};

export const levelWords = (level: SettingsLevel): string => WORDS[level]();

const EDITORS: Readonly<Record<SettingsLevel, string>> = {
  folder: 'workbench.action.openFolderSettingsFile',
  workspace: 'workbench.action.openWorkspaceSettingsFile',
  user: 'workbench.action.openSettingsJson',
};

/** Opens the settings as text, at the presets. */
export async function openSettingsAt(level: SettingsLevel): Promise<void> {
  await vscode.commands.executeCommand(EDITORS[level], { revealSetting: { key: KEY, edit: false } });
}
