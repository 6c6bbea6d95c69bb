// The platforms that get a VSIX of their own, by the names of VS Code's marketplace.

/**
 * `os`, `cpu` and `libc` as in npm's lock; `library` is how libvips ends there (null: linked into the addon); `onnx` are the files of
 * ONNX Runtime that run on the processor: what talks to graphics cards (CUDA, TensorRT, DirectML) is loaded only when it is asked for,
 * and never is. None = no native build: models run by WASM there.
 */
export const targets = {
  'linux-x64': {
    os: 'linux',
    cpu: 'x64',
    libc: 'glibc',
    library: /\.so\.[\d.]+$/,
    onnx: ['onnxruntime_binding.node', 'libonnxruntime.so.1'],
  },
  'linux-arm64': {
    os: 'linux',
    cpu: 'arm64',
    libc: 'glibc',
    library: /\.so\.[\d.]+$/,
    onnx: ['onnxruntime_binding.node', 'libonnxruntime.so.1'],
  },
  'darwin-x64': { os: 'darwin', cpu: 'x64', libc: null, library: /\.dylib$/, onnx: [] },
  'darwin-arm64': {
    os: 'darwin',
    cpu: 'arm64',
    libc: null,
    library: /\.dylib$/,
    onnx: ['onnxruntime_binding.node', 'libonnxruntime.1.dylib'],
  },
  'win32-x64': { os: 'win32', cpu: 'x64', libc: null, library: /\.dll$/, onnx: ['onnxruntime_binding.node', 'onnxruntime.dll'] },
};

/** The target of the machine this runs on; may be none of the above. */
export const currentTarget = `${process.platform}-${process.arch}`;
