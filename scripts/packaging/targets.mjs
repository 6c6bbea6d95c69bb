// The platforms that get a VSIX of their own, by the names of VS Code's marketplace.

/** `os`, `cpu` and `libc` as in npm's lock; `library` is how libvips ends there (null: linked into the addon). */
export const targets = {
  'linux-x64': { os: 'linux', cpu: 'x64', libc: 'glibc', library: /\.so\.[\d.]+$/ },
  'linux-arm64': { os: 'linux', cpu: 'arm64', libc: 'glibc', library: /\.so\.[\d.]+$/ },
  'darwin-x64': { os: 'darwin', cpu: 'x64', libc: null, library: /\.dylib$/ },
  'darwin-arm64': { os: 'darwin', cpu: 'arm64', libc: null, library: /\.dylib$/ },
  'win32-x64': { os: 'win32', cpu: 'x64', libc: null, library: /\.dll$/ },
};

/** The target of the machine this runs on; may be none of the above. */
export const currentTarget = `${process.platform}-${process.arch}`;
