import { createHash, randomBytes } from 'node:crypto';
import type { ModelFileSpec, ModelSpec } from '../../../../src/core/models/registry';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const fileSpec = (name: string, bytes: Uint8Array, url: string | null = null): ModelFileSpec => ({
  name,
  bytes: bytes.length,
  sha256: sha256(bytes),
  url,
});

export const modelSpec = (id: string, files: readonly ModelFileSpec[]): ModelSpec => ({
  id,
  task: 'faces',
  title: id,
  purpose: 'Is there for tests.',
  licence: 'MIT',
  source: 'https://example.org/',
  files,
  vectorLength: null,
  space: null,
});

/** As large as a network, as far as pieces on the wire are concerned. */
export const content = (length = 1_000_000): Buffer => randomBytes(length);
