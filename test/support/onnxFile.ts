/** Writes small networks as ONNX files, for tests that must not download any. Field numbers: onnx/onnx.proto (ONNX IR 8, opset 13). */

export interface OnnxTensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly data: Float32Array | BigInt64Array | Int32Array | Uint8Array | Int8Array;
}

export interface OnnxNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** A whole number is an INT, another one a FLOAT; use `{ float }` for a FLOAT that is whole. */
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
}

export type OnnxAttribute = number | string | readonly number[] | { readonly float: number };

export interface OnnxValue {
  readonly name: string;
  readonly type: 'float32' | 'int64' | 'int32' | 'uint8';
  /** A name stands for a length that is not fixed. */
  readonly dims: readonly (number | string)[];
}

export interface OnnxGraph {
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly nodes: readonly OnnxNode[];
  readonly weights: readonly OnnxTensor[];
}

const ELEMENT_TYPES = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7 } as const;

export function onnxFile({ inputs, outputs, nodes, weights }: OnnxGraph): Buffer {
  const graph = [
    ...nodes.map((node) => message(1, nodeProto(node))),
    text(2, 'test'),
    ...weights.map((weight) => message(5, tensorProto(weight))),
    ...inputs.map((value) => message(11, valueProto(value))),
    ...outputs.map((value) => message(12, valueProto(value))),
  ];
  return Buffer.concat([integer(1, 8), text(2, 'qrate tests'), message(7, graph), message(8, [text(1, ''), integer(2, 13)])]);
}

const nodeProto = ({ op, inputs, outputs, attributes = {} }: OnnxNode): readonly Buffer[] => [
  ...inputs.map((name) => text(1, name)),
  ...outputs.map((name) => text(2, name)),
  text(3, outputs[0] ?? op),
  text(4, op),
  ...Object.entries(attributes).map(([name, value]) => message(5, attributeProto(name, value))),
];

function attributeProto(name: string, value: OnnxAttribute): readonly Buffer[] {
  if (typeof value === 'string') return [text(1, name), text(4, value), integer(20, 3)];
  if (typeof value === 'number' && Number.isInteger(value)) return [text(1, name), integer(3, value), integer(20, 2)];
  if (typeof value === 'number') return [text(1, name), float(2, value), integer(20, 1)];
  if ('float' in value) return [text(1, name), float(2, value.float), integer(20, 1)];
  return [text(1, name), ...value.map((it) => integer(8, it)), integer(20, 7)];
}

function tensorProto({ name, dims, data }: OnnxTensor): readonly Buffer[] {
  const raw = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return [...dims.map((length) => integer(1, length)), integer(2, elementType(data)), text(8, name), bytes(9, raw)];
}

function elementType(data: OnnxTensor['data']): number {
  if (data instanceof Float32Array) return ELEMENT_TYPES.float32;
  if (data instanceof BigInt64Array) return ELEMENT_TYPES.int64;
  if (data instanceof Int8Array) return ELEMENT_TYPES.int8;
  return data instanceof Int32Array ? ELEMENT_TYPES.int32 : ELEMENT_TYPES.uint8;
}

function valueProto({ name, type, dims }: OnnxValue): readonly Buffer[] {
  const shape = dims.map((length) => message(1, [typeof length === 'number' ? integer(1, length) : text(2, length)]));
  return [text(1, name), message(2, [message(1, [integer(1, ELEMENT_TYPES[type]), message(2, shape)])])];
}

/** Protocol Buffers, encoding: a tag is the field's number and the kind of what follows. */
const tag = (field: number, kind: number): Buffer => varint(BigInt(field * 8 + kind));
const integer = (field: number, value: number): Buffer => Buffer.concat([tag(field, 0), varint(BigInt.asUintN(64, BigInt(value)))]);
const bytes = (field: number, content: Buffer): Buffer => Buffer.concat([tag(field, 2), varint(BigInt(content.length)), content]);
const text = (field: number, value: string): Buffer => bytes(field, Buffer.from(value));
const message = (field: number, parts: readonly Buffer[]): Buffer => bytes(field, Buffer.concat(parts));

function float(field: number, value: number): Buffer {
  const four = Buffer.alloc(4);
  four.writeFloatLE(value);
  return Buffer.concat([tag(field, 5), four]);
}

function varint(value: bigint): Buffer {
  const out: number[] = [];
  for (; value >= 128n; value >>= 7n) out.push(Number(value & 127n) | 128);
  return Buffer.from([...out, Number(value)]);
}
