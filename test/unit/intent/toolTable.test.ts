import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inputSchemaOf, TOOLS } from '../../../src/core/intent/tools/tools';
import { repoRoot } from '../../support/samples';

interface Manifest {
  readonly contributes: {
    languageModelTools: { readonly name: string; readonly modelDescription: string; readonly inputSchema: object }[];
  };
}

const MANIFEST = path.join(repoRoot, 'package.json');
const read = () => JSON.parse(readFileSync(MANIFEST, 'utf8')) as Manifest;

describe('The table of tools', () => {
  it('is what the manifest offers to language models (QRATE_UPDATE_DOCS=1 writes it)', () => {
    const manifest = read();
    const wanted = TOOLS.map((tool) => ({ name: tool.name, modelDescription: tool.description, inputSchema: inputSchemaOf(tool) }));
    if (process.env.QRATE_UPDATE_DOCS === '1') {
      const tools = manifest.contributes.languageModelTools;
      manifest.contributes.languageModelTools = tools.map((it, i) => ({ ...it, ...wanted[i] }));
      writeFileSync(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
    }
    const offered = read().contributes.languageModelTools.map(({ name, modelDescription, inputSchema }) => ({
      name,
      modelDescription,
      inputSchema,
    }));
    assert.deepEqual(offered, wanted);
  });

  it('refuses unknown input everywhere, and asks before everything that writes', () => {
    for (const tool of TOOLS) {
      assert.equal(tool.input.safeParse({ other: 1 }).success, false, tool.name);
      assert.equal(tool.question !== undefined, tool.writes, tool.name);
    }
    assert.deepEqual(
      TOOLS.filter(({ writes }) => writes).map(({ name }) => name),
      ['qrate_cull', 'qrate_export'],
    );
  });

  it('is registered by its names, and the editor completes plans by the published schema', () => {
    const source = readFileSync(path.join(repoRoot, 'src', 'extension', 'intent', 'tools.ts'), 'utf8');
    for (const { name } of TOOLS) assert.ok(source.includes(`'${name}'`), name);
    const schema = (...parts: readonly string[]): unknown =>
      JSON.parse(readFileSync(path.join(repoRoot, ...parts, 'plan.schema.json'), 'utf8'));
    assert.deepEqual(schema('media', 'schemas'), schema('docs'));
  });
});
