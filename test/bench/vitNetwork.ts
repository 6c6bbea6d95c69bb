import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type OnnxAttribute, type OnnxNode, type OnnxTensor, onnxFile } from '../support/onnxFile';

/**
 * A network of the size and shape of CLIP ViT-B/32's picture tower (Radford et al., 2021), quantised like the one that qrate uses: int8
 * weights, levels of what comes in found as it runs. Its weights are made up, so that its vectors mean nothing, but it takes as long.
 */
const SIDE = 224;
const PATCH = 32;
const WIDTH = 768;
const HEADS = 12;
const LAYERS = 12;
const TOKENS = (SIDE / PATCH) ** 2 + 1;
const VECTOR = 512;

/** Writes it with its description into `folder`, to be installed like a network of one's own. */
export function writeVit(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'vit.onnx'), new Vit().build());
  const description = {
    name: 'vit-b32-made-up',
    title: 'ViT-B/32 with made-up weights',
    licence: 'MIT',
    source: 'npm run bench',
    network: 'vit.onnx',
    vectorLength: VECTOR,
    input: { side: SIDE, mean: [0.48, 0.46, 0.41], deviation: [0.27, 0.26, 0.28] },
  };
  writeFileSync(path.join(folder, 'qrate-model.json'), JSON.stringify(description));
}

class Vit {
  readonly #nodes: OnnxNode[] = [];
  readonly #weights: OnnxTensor[] = [];
  #made = 0;

  build(): Buffer {
    let at = this.#embedded();
    at = this.#normalised(at);
    for (let layer = 0; layer < LAYERS; layer++) {
      at = this.#put('Add', [at, this.#attention(this.#normalised(at))]);
      at = this.#put('Add', [at, this.#perceptron(this.#normalised(at))]);
    }
    const first = this.#put('Gather', [at, this.#whole(0)], { axis: 1 });
    this.#put('Identity', [this.#linear(this.#normalised(first), WIDTH, VECTOR)], {}, 'image_embeds');
    return onnxFile({
      inputs: [{ name: 'pixel_values', type: 'float32', dims: [1, 3, SIDE, SIDE] }],
      outputs: [{ name: 'image_embeds', type: 'float32', dims: [1, VECTOR] }],
      nodes: this.#nodes,
      weights: this.#weights,
    });
  }

  /** Patches as tokens, a token for the whole before them, with their places. */
  #embedded(): string {
    const filter = this.#floats([WIDTH, 3, PATCH, PATCH], 0.02);
    const patches = this.#put('Conv', ['pixel_values', filter], { strides: [PATCH, PATCH] });
    const rows = this.#put('Transpose', [this.#shaped(patches, [1, WIDTH, TOKENS - 1])], { perm: [0, 2, 1] });
    const all = this.#put('Concat', [this.#floats([1, 1, WIDTH], 0.02), rows], { axis: 1 });
    return this.#put('Add', [all, this.#floats([1, TOKENS, WIDTH], 0.02)]);
  }

  #attention(x: string): string {
    const each = WIDTH / HEADS;
    const head = (perm: readonly number[]): string =>
      this.#put('Transpose', [this.#shaped(this.#linear(x, WIDTH, WIDTH), [1, TOKENS, HEADS, each])], { perm });
    const scores = this.#put('MatMul', [head([0, 2, 1, 3]), head([0, 2, 3, 1])]);
    const shares = this.#put('Softmax', [this.#put('Mul', [scores, this.#float(1 / Math.sqrt(each))])], { axis: -1 });
    const seen = this.#put('Transpose', [this.#put('MatMul', [shares, head([0, 2, 1, 3])])], { perm: [0, 2, 1, 3] });
    return this.#linear(this.#shaped(seen, [1, TOKENS, WIDTH]), WIDTH, WIDTH);
  }

  /** With QuickGELU: x · σ(1.702 x). */
  #perceptron(x: string): string {
    const wide = this.#linear(x, WIDTH, 4 * WIDTH);
    const gate = this.#put('Sigmoid', [this.#put('Mul', [wide, this.#float(1.702)])]);
    return this.#linear(this.#put('Mul', [wide, gate]), 4 * WIDTH, WIDTH);
  }

  /** y = x W + b with int8 weights, as ONNX Runtime's dynamic quantisation writes it. */
  #linear(x: string, from: number, to: number): string {
    const [levels, scale, zero] = [this.#name(), this.#name(), this.#name()];
    this.#nodes.push({ op: 'DynamicQuantizeLinear', inputs: [x], outputs: [levels, scale, zero] });
    const sums = this.#put('MatMulInteger', [levels, this.#bytes([from, to]), zero]);
    const unit = this.#put('Mul', [scale, this.#float(1 / (64 * Math.sqrt(from)))]);
    const product = this.#put('Mul', [this.#put('Cast', [sums], { to: 1 }), unit]);
    return this.#put('Add', [product, this.#floats([to], 0.01)]);
  }

  #normalised(x: string): string {
    const mean = (of: string): string => this.#put('ReduceMean', [of], { axes: [-1], keepdims: 1 });
    const centred = this.#put('Sub', [x, mean(x)]);
    const variance = mean(this.#put('Pow', [centred, this.#float(2)]));
    const deviation = this.#put('Sqrt', [this.#put('Add', [variance, this.#float(1e-5)])]);
    const scaled = this.#put('Mul', [this.#put('Div', [centred, deviation]), this.#constant([WIDTH], new Float32Array(WIDTH).fill(1))]);
    return this.#put('Add', [scaled, this.#floats([WIDTH], 0.01)]);
  }

  #put(op: string, inputs: readonly string[], attributes: Readonly<Record<string, OnnxAttribute>> = {}, output = this.#name()): string {
    this.#nodes.push({ op, inputs, outputs: [output], attributes });
    return output;
  }

  #shaped(x: string, shape: readonly number[]): string {
    return this.#put('Reshape', [x, this.#constant([shape.length], BigInt64Array.from(shape, BigInt))]);
  }

  #whole = (value: number): string => this.#constant([], BigInt64Array.of(BigInt(value)));
  #float = (value: number): string => this.#constant([], Float32Array.of(value));

  #floats(dims: readonly number[], size: number): string {
    return this.#constant(
      dims,
      this.#noise(dims, (byte) => (size * (byte - 127.5)) / 127.5),
    );
  }

  #bytes(dims: readonly number[]): string {
    const noise = this.#lots(dims.reduce((product, length) => product * length, 1));
    return this.#constant(dims, new Int8Array(noise.buffer, noise.byteOffset, noise.length));
  }

  #noise(dims: readonly number[], of: (byte: number) => number): Float32Array {
    return Float32Array.from(this.#lots(dims.reduce((product, length) => product * length, 1)), of);
  }

  /** The same bytes for the same place in the network, fast: SHAKE256 of its number. */
  #lots(length: number): Uint8Array {
    return createHash('shake256', { outputLength: length }).update(`${this.#weights.length}`).digest();
  }

  #constant(dims: readonly number[], data: OnnxTensor['data']): string {
    const name = this.#name();
    this.#weights.push({ name, dims, data });
    return name;
  }

  #name(): string {
    this.#made += 1;
    return `n${this.#made}`;
  }
}
