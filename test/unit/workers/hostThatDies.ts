import path from 'node:path';
import { createPhotoWorkers } from '../../../src/workers/supervisor';

// Runs one hanging job until somebody kills this process.
const root = process.argv[2] ?? '';
const workers = createPhotoWorkers({ size: 1, workerPath: path.join(__dirname, 'evilWorker.js'), log: () => {} });
void workers.run({ root, photo: { path: 'hang.jpg', size: 1, mtimeMs: 0, companions: [] }, cacheDir: root, want: 'preview' });
