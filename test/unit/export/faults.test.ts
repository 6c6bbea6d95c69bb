import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { QrateError } from '../../../src/core/errors';
import type { ExportRequest } from '../../../src/core/export/plan';
import type { PhotoView } from '../../../src/core/model';
import { previewPath, thumbPath } from '../../../src/core/previewCache';
import type { ExportReport } from '../../../src/core/reports';
import { DISK_FAULTS, type DiskFault, type FaultRun, withFault } from '../../support/faults';
import { companion, filesIn, PICK, photoView, Scratch } from './shoots';

const WORDS: Record<DiskFault, RegExp> = {
  ENOSPC: /the disk is full/,
  EIO: /the disk reported an error/,
  EACCES: /there is no permission/,
  EROFS: /the disk is read-only/,
};

type Request = Partial<ExportRequest> & Pick<ExportRequest, 'format'>;

const REQUESTS: readonly (readonly [string, Request])[] = [
  ['copies', { format: 'copy' }],
  ['hard links', { format: 'copy', copy: { mode: 'hardlink' } }],
  ['symbolic links', { format: 'copy', copy: { mode: 'symlink' } }],
  ['a list', { format: 'list', list: { form: 'csv' } }],
  ['a manifest', { format: 'manifest' }],
  ['a gallery with originals', { format: 'gallery', gallery: { originals: ['raw', 'jpeg'] } }],
];

/** Thousands of flushes: in memory they cost nothing. */
const MEMORY = '/dev/shm';

describe('An export whose disk fails at any write', () => {
  let shoot: Scratch;
  let photos: readonly PhotoView[];
  beforeEach(() => {
    shoot = new Scratch(existsSync(MEMORY) ? MEMORY : undefined);
    photos = [cached('a/A.NEF', { companions: [companion('a/A.JPG')] }), cached('b/B.NEF', {})];
    for (const name of ['a/A.NEF', 'a/A.JPG', 'a/A.xmp', 'b/B.NEF']) shoot.write(name, Buffer.alloc(5000, name));
  });
  afterEach(() => shoot.remove());

  function cached(name: string, known: Partial<PhotoView>): PhotoView {
    const contentId = Buffer.from(name).toString('hex').padEnd(32, '0');
    const { cacheDir } = shoot.view([]);
    mkdirSync(path.dirname(previewPath(cacheDir, contentId)), { recursive: true });
    for (const file of [previewPath(cacheDir, contentId), thumbPath(cacheDir, contentId)]) writeFileSync(file, `picture ${file}`);
    return photoView(name, { preview: { source: 'embedded', width: 6, height: 4, contentId }, suggestion: PICK, ...known });
  }

  /** Every file of the shoot with its content. */
  const originals = () => filesIn(shoot.root);
  const temps = () => readdirSync(shoot.dir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tmp'));

  for (const [title, request] of REQUESTS) {
    for (const code of DISK_FAULTS) {
      it(`${title}: ${code}`, async function () {
        this.timeout(120_000);
        const isText = request.format === 'list' || request.format === 'manifest';
        const full = { ...request, out: isText ? path.join(shoot.out, 'keepers.txt') : shoot.out };
        const before = originals();
        if (request.format === 'gallery') photos = photos.slice(0, 1);
        await shoot.export(photos, full);
        const wanted = filesIn(shoot.out);
        let failures = 0;
        for (const forever of code === 'ENOSPC' ? [false, true] : [false]) {
          for (let at = 0; ; at++) {
            clear();
            const run = await withFault({ at, code, forever, under: shoot.dir }, () => shoot.export(photos, full));
            if (run.failed === null) break;
            failures += 1;
            const where = `${run.failed} (${at}, ${forever ? 'for good' : 'once'})`;
            assert.deepEqual(originals(), before, where);
            assertWhole(wanted, where);
            assertTold(run, code, where);
            const { refused } = await shoot.export(photos, full);
            assert.deepEqual([where, refused, temps()], [where, [], []]);
            assert.deepEqual(filesIn(shoot.out), wanted, where);
          }
        }
        assert.ok(failures >= 6, `only ${failures} writes were seen`);
        if (this.test) this.test.title += ` (${failures} faults)`;
      });
    }
  }

  function clear(): void {
    for (const name of existsSync(shoot.out) ? readdirSync(shoot.out) : []) shoot.discard(path.join(shoot.out, name));
  }

  /** What has its final name is complete. Only a gallery's page and marker may be an earlier state of themselves. */
  function assertWhole(wanted: Record<string, string>, where: string): void {
    if (!existsSync(shoot.out)) return;
    for (const [name, content] of Object.entries(filesIn(shoot.out))) {
      if (name.endsWith('.tmp')) continue;
      const isIndex = ['index.html', 'scores.json', '.qrate-gallery.json'].includes(name);
      if (isIndex) assert.match(content, /\n$/, `${where}: ${name}`);
      else assert.equal(content, wanted[name], `${where}: ${name}`);
    }
  }

  /** Either a file is refused with the disk's fault in words, or the whole export is, or it was harmless. */
  function assertTold({ result }: FaultRun<ExportReport>, code: DiskFault, where: string): void {
    if (result.status === 'rejected') {
      assert.ok(result.reason instanceof QrateError, `${where}: ${String(result.reason)}`);
      assert.match(result.reason.message, WORDS[code], where);
      return;
    }
    const { refused, written, unchanged } = result.value;
    const told = refused.some(({ reason }) => WORDS[code].test(reason) && reason.includes(shoot.dir));
    const harmless = refused.length === 0 && written.length + unchanged.length === result.value.plan.actions.length;
    const elsewhere = refused.some(({ reason }) => /hard link|symbolic link|did not read back/.test(reason));
    assert.ok(told || harmless || elsewhere, `${where}: ${JSON.stringify(refused)}`);
  }

  it('keeps the earlier list when the new one cannot be written', async () => {
    const out = path.join(shoot.out, 'keepers.txt');
    await shoot.export(photos, { format: 'list', out });
    const earlier = readFileSync(out, 'utf8');
    for (let at = 0; ; at++) {
      const narrowed = { ...(await shoot.plan(photos, { format: 'list', out })), selected: photos.slice(1) };
      const plan = { ...narrowed, actions: narrowed.actions.map((it) => ({ ...it, kind: 'write-file' as const })) };
      const run = await withFault({ at, code: 'ENOSPC', under: shoot.dir }, () => shoot.apply(plan, photos));
      if (run.failed === null) break;
      const now = readFileSync(out, 'utf8');
      assert.ok(now === earlier || now === 'b/B.NEF\n', `${run.failed}: ${now}`);
      if (now !== earlier) writeFileSync(out, earlier);
    }
    assert.equal(readFileSync(out, 'utf8'), 'b/B.NEF\n');
  });
});
