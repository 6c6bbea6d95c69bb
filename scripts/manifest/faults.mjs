// The rules of checkManifest.mjs, on data alone.
// Conventions they rest on: every id of a command is a literal 'qrate.…' in src/extension/commands.ts (those of the
// keys of the grid, photo editor and picker in grid/gridCommands.ts, photoEditor/photoCommands.ts and picker/pickerCommands.ts), every key of a setting one in
// src/extension/settings.ts, and neither file holds literals of that form for anything else.

/**
 * @param {object} input
 * @param {object} input.manifest package.json
 * @param {Record<string, string>} input.texts package.nls.json
 * @param {string} input.commandsSource text of src/extension/commands.ts
 * @param {string} input.settingsSource text of src/extension/settings.ts
 * @param {(file: string) => boolean} input.exists is there such a file in the repository?
 * @returns {string[]} one sentence per fault, none when all is well
 */
export function manifestFaults({ manifest, texts, commandsSource, settingsSource, exists }) {
  const { contributes = {} } = manifest;
  const commands = (contributes.commands ?? []).map(({ command }) => command);
  const settings = [contributes.configuration ?? []].flat().flatMap(({ properties }) => Object.keys(properties ?? {}));
  return [
    ...difference('command', commands, literals(commandsSource), 'src/extension/commands.ts'),
    ...difference('setting', settings, literals(settingsSource), 'src/extension/settings.ts'),
    ...duplicates('command', commands),
    ...referenceFaults({ contributes, texts, commands }),
    ...conditionFaults(contributes),
    ...textFaults(manifest, texts),
    ...fileFaults(manifest, exists),
  ];
}

const literals = (source) => [...new Set([...source.matchAll(/(['"`])(qrate\.[\w.]+)\1/g)].map(([, , id]) => id))];

function difference(kind, contributed, written, file) {
  return [
    ...contributed.filter((id) => !written.includes(id)).map((id) => `the ${kind} ${id} is contributed, but ${file} does not know it`),
    ...written.filter((id) => !contributed.includes(id)).map((id) => `the ${kind} ${id} is in ${file}, but it is not contributed`),
  ];
}

function duplicates(kind, ids) {
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `the ${kind} ${id} is contributed twice`);
}

/** Menus, keys and links name commands and submenus; those of VS Code itself are not ours to check. */
function referenceFaults({ contributes, texts, commands }) {
  const { menus = {}, keybindings = [], submenus = [], walkthroughs = [] } = contributes;
  const submenuIds = submenus.map(({ id }) => id);
  // VS Code makes one of these for every view.
  const focuses = viewIds(contributes).map((id) => `${id}.focus`);
  const entries = Object.entries(menus).flatMap(([menu, items]) => items.map((item) => ({ menu, ...item })));
  const used = [
    ...entries.filter(({ command }) => command).map(({ menu, command }) => ({ where: `the menu ${menu}`, command })),
    ...[keybindings].flat().map(({ key, command }) => ({ where: `the key ${key}`, command: command.replace(/^-/, '') })),
    ...links(JSON.stringify(walkthroughs)).map((command) => ({ where: 'a walkthrough', command })),
    ...Object.entries(texts).flatMap(([key, text]) => links(text).map((command) => ({ where: `the text ${key}`, command }))),
  ];
  const unknownMenus = [...entries.flatMap(({ submenu }) => submenu ?? []), ...Object.keys(menus)].filter((id) => id.startsWith('qrate.'));
  return [
    ...used.filter(({ command }) => command.startsWith('qrate.') && !commands.includes(command) && !focuses.includes(command)).map(unknown),
    ...new Set(unknownMenus.filter((id) => !submenuIds.includes(id)).map((id) => `no submenu ${id} is contributed, but a menu names it`)),
  ];
}

const viewIds = ({ views = {} }) => Object.values(views).flatMap((list) => list.map(({ id }) => id));

const unknown = ({ where, command }) => `${where} names ${command}, which is not a command`;

const links = (text) => [...String(text).matchAll(/\b(?:onC|c)ommand:([\w.]+)/g)].map(([, command]) => command);

/** A `when` clause that names a view which does not exist is never true, and nobody is told. */
function conditionFaults(contributes) {
  const views = viewIds(contributes);
  const welcome = (contributes.viewsWelcome ?? []).map(({ view }) => view);
  const conditions = collect(contributes, ([key]) => key === 'when' || key === 'enablement');
  const named = conditions.flatMap((text) => [...text.matchAll(/\b(?:view|focusedView) == '?(qrate\.[\w.]+)/g)].map(([, view]) => view));
  return [...new Set([...welcome, ...named])]
    .filter((view) => !views.includes(view))
    .map((view) => `no view ${view} is contributed, but one is named`);
}

function textFaults(manifest, texts) {
  const keys = collect(manifest, ([, value]) => /^%[^%]+%$/.test(value)).map((value) => value.slice(1, -1));
  return [
    ...new Set(keys.filter((key) => !(key in texts)).map((key) => `%${key}% is not in package.nls.json`)),
    ...Object.keys(texts)
      .filter((key) => !keys.includes(key))
      .map((key) => `package.nls.json holds ${key}, which nothing uses`),
  ];
}

function fileFaults(manifest, exists) {
  const fields = new Set(['icon', 'light', 'dark', 'image', 'markdown', 'svg']);
  const files = collect(manifest, ([key, value]) => fields.has(key) && /^[\w.]+\/|^\.\//.test(value));
  return [...new Set(files)].filter((file) => !exists(file)).map((file) => `there is no file ${file}`);
}

/** Every string anywhere inside `value` that its key and itself qualify. */
function collect(value, wanted) {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (typeof inner !== 'string') return collect(inner, wanted);
    return wanted([key, inner]) ? [inner] : [];
  });
}
