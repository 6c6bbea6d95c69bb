import path from 'node:path';
import type { Command } from 'commander';
import { type AddReport, addModels as addFrom } from '../../core/models/addModels';
import { addressOf, getModel } from '../../core/models/getModel';
import type { ModelStatus } from '../../core/models/modelStore';
import type { ModelSpec } from '../../core/models/registry';
import { type ModelReport, megabytes, modelReport } from '../../core/models/report';
import type { Context } from '../context';
import { count } from '../words';

/** `qrate models`: the neural networks that the person has, and how to get them. Nothing is downloaded but by `get`. */
export function addModels(program: Command, context: Context): void {
  const models = program.command('models').description('the neural networks that qrate can use: list them, get them, remove them');
  models
    .command('list', { isDefault: true })
    .description('every model with its state, size, licence and source')
    .action(() => list(context));
  models
    .command('get [IDS...]')
    .description('download models, or all that are missing; says what and from where. A download that was stopped goes on')
    .option('--mirror <URL>', 'fetch <URL>/<id>/<file> instead ($QRATE_MODELS_MIRROR)')
    .action((ids: readonly string[], { mirror }: { readonly mirror?: string }) => get(context, ids, mirror ?? mirrorOfEnvironment()));
  models
    .command('add <DIR>')
    .description(
      'install without a network: takes from a folder what fits by size and content, whatever the names, and a network of your own that a qrate-model.json there describes',
    )
    .action(async (dir: string) =>
      context.output.answer(await addFrom(context.models.store, path.resolve(dir), context.signal), (report) => added(report)),
    );
  models
    .command('remove <IDS...>')
    .description('delete models; what they computed stays')
    .action((ids: readonly string[]) => remove(context, ids));
}

async function list({ models: { store }, output }: Context): Promise<void> {
  const states = await store.list();
  const reports = states.map((status) => modelReport(store, status));
  output.answer(reports, (all) => `${all.map(described).join('')}Folder: ${store.folder}\n`);
}

async function get(context: Context, ids: readonly string[], mirror: string | null): Promise<void> {
  const { models, output, signal } = context;
  const states =
    ids.length > 0
      ? await Promise.all([...new Set(ids)].map((id) => models.store.status(id, { reread: true })))
      : await obtainable(context, mirror);
  const done: ModelReport[] = [];
  for (const status of states) {
    if (status.state !== 'installed') output.log(announced(status, mirror));
    const options = {
      signal,
      mirror,
      onProgress: ({ file, done, total }: Transfer) => output.bar(file, { done, total, said: megabytes(done) }),
    };
    const now = status.state === 'installed' ? status : await getModel(models.store, status.id, options);
    done.push(modelReport(models.store, now));
  }
  output.answer(done, (all) => (all.length === 0 ? 'No model is missing that can be downloaded.\n' : all.map(line).join('')));
}

interface Transfer {
  readonly file: string;
  readonly done: number;
  readonly total: number;
}

/** Without ids: what is not there and has an address. What has none is named. */
async function obtainable({ models, output }: Context, mirror: string | null): Promise<readonly ModelStatus[]> {
  const wanted = (await models.store.list()).filter(({ state }) => state !== 'installed');
  const hasAddress = ({ files }: ModelSpec) => mirror !== null || files.every(({ url }) => url !== null);
  for (const { id, spec } of wanted) {
    if (!hasAddress(spec)) output.log(`${id} has no public address: install it from a folder (qrate models add DIR) or a mirror.`);
  }
  return wanted.filter(({ spec }) => hasAddress(spec));
}

/** What will be downloaded, before it is. */
function announced({ spec, wanting }: ModelStatus, mirror: string | null): string {
  const files = spec.files.filter(({ name }) => wanting.includes(name));
  const lines = files.map((file) => `  ${megabytes(file.bytes)}  ${addressOf(spec, file, mirror)}`);
  return [`${spec.title} (${spec.id}), licence ${spec.licence}. ${spec.purpose}`, ...lines].join('\n');
}

async function remove({ models: { store }, output }: Context, ids: readonly string[]): Promise<void> {
  // A wrong id is told before anything is removed.
  const specs = await Promise.all(ids.map((id) => store.spec(id)));
  const removed = [];
  for (const { id } of specs) removed.push({ id, removed: await store.remove(id) });
  output.answer(removed, (all) => all.map((it) => `${it.id}: ${it.removed ? 'removed' : 'was not there'}\n`).join(''));
}

const mirrorOfEnvironment = (): string | null => process.env.QRATE_MODELS_MIRROR || null;

const line = ({ id, state, bytes, title }: ModelReport): string =>
  `${state.padEnd(9)}  ${id.padEnd(22)}  ${megabytes(bytes).padStart(8)}  ${title}\n`;

const described = (report: ModelReport): string =>
  [
    line(report),
    `           ${report.purpose}\n`,
    `           ${report.licence}, ${report.source}\n`,
    report.fault === null ? '' : `           ${report.fault}\n`,
  ].join('');

function added({ added: taken, installed, wanting, unlike }: AddReport): string {
  return [
    ...taken.map(({ id, name, from }) => `Took ${JSON.stringify(from)} as ${name} of ${id}.\n`),
    ...unlike.map((file) => `Not taken: ${JSON.stringify(file)} has the size of a model file, but another content.\n`),
    `${taken.length === 0 ? 'Nothing new was found' : `${count(taken.length, 'file')} taken`}. Installed: ${installed.join(', ') || 'none'}.\n`,
    wanting.length === 0 ? '' : `Not there: ${wanting.map(({ id, name }) => `${name} (${id})`).join(', ')}.\n`,
  ].join('');
}
