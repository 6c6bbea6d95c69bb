/** Writes small ONNX networks (onnx.proto3, IR 8, opset 13) by hand: protocol buffers are fields of a number, a wire type and bytes. */

type Shape = readonly number[];

export interface Node {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly ints?: Readonly<Record<string, readonly number[]>>;
  /** Attributes that hold one whole number. */
  readonly int?: Readonly<Record<string, number>>;
}

export interface Network {
  readonly input: { readonly name: string; readonly shape: Shape; readonly type: 'float' | 'int64' };
  readonly output: { readonly name: string; readonly shape: Shape };
  readonly nodes: readonly Node[];
  /** Weights. */
  readonly constants?: Readonly<Record<string, { readonly shape: Shape; readonly values: readonly number[] }>>;
}

const ELEMENT = { float: 1, int64: 7 } as const;
const INT_ATTRIBUTE = 2;
const INTS_ATTRIBUTE = 7;

export function onnx({ input, output, nodes, constants = {} }: Network): Buffer {
  const graph = Buffer.concat([
    ...nodes.map((node) => field(1, nodeBytes(node))),
    field(2, text('graph')),
    ...Object.entries(constants).map(([name, { shape, values }]) => field(5, tensorBytes(name, shape, values))),
    field(11, valueInfo(input.name, input.shape, ELEMENT[input.type])),
    field(12, valueInfo(output.name, output.shape, ELEMENT.float)),
  ]);
  const opset = Buffer.concat([field(1, text('')), whole(2, 13)]);
  return Buffer.concat([whole(1, 8), field(7, graph), field(8, opset)]);
}

function nodeBytes({ op, inputs, output, ints = {}, int = {} }: Node): Buffer {
  const attributes = [
    ...Object.entries(ints).map(([name, values]) => [
      field(1, text(name)),
      ...values.map((value) => whole(8, value)),
      whole(20, INTS_ATTRIBUTE),
    ]),
    ...Object.entries(int).map(([name, value]) => [field(1, text(name)), whole(3, value), whole(20, INT_ATTRIBUTE)]),
  ];
  return Buffer.concat([
    ...inputs.map((name) => field(1, text(name))),
    field(2, text(output)),
    field(4, text(op)),
    ...attributes.map((parts) => field(5, Buffer.concat(parts))),
  ]);
}

function tensorBytes(name: string, shape: Shape, values: readonly number[]): Buffer {
  const raw = Buffer.from(Float32Array.from(values).buffer);
  return Buffer.concat([...shape.map((size) => whole(1, size)), whole(2, ELEMENT.float), field(8, text(name)), field(9, raw)]);
}

function valueInfo(name: string, shape: Shape, element: number): Buffer {
  const dimensions = Buffer.concat(shape.map((size) => field(1, whole(1, size))));
  const type = Buffer.concat([whole(1, element), field(2, dimensions)]);
  return Buffer.concat([field(1, text(name)), field(2, field(1, type))]);
}

const text = (value: string): Buffer => Buffer.from(value, 'utf8');
const field = (number: number, bytes: Buffer): Buffer => Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);
const whole = (number: number, value: number): Buffer => Buffer.concat([varint(number << 3), varint(value)]);

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    bytes.push(left < 128 ? left : (left % 128) | 128);
    if (left < 128) return Buffer.from(bytes);
  }
}
