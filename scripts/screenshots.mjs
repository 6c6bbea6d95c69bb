// The pictures of the README, taken in a real workbench on the demo shoot:
//   npm run screenshots [-- --only NAME] [--themes dark,light,contrast] [--shoot DIR]
// One entry a picture: how to get there. They end up in media/readme/ as small WebP files; with --themes as PNG files in
// out/artifacts/readme/, to be looked at. --shoot takes a demo shoot that is there already, and works on it.

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { wear } from '../test/e2e/workbench.mjs';
import { runCommand } from '../test/host/palette.mjs';
import { withWorkbench } from '../test/host/session.mjs';
import { PICTURES } from './readme/pictures.mjs';
import { withDemoShoot } from './testing/demoShoot.mjs';
import { root } from './testing/step.mjs';

/** Pixels of the window: small enough to be read beside the text. */
const viewport = { width: 1200, height: 750 };
const patience = { timeout: 90_000 };

const { values } = parseArgs({ options: { only: { type: 'string' }, themes: { type: 'string' }, shoot: { type: 'string' } } });
const themes = values.themes?.split(',');

const readme = path.join(root, 'media/readme');
const artifacts = path.join(root, 'out/artifacts/readme');

/** The decisions have an author; what is no decision does not count as a change, or Source Control would show a number. */
function beAda(folder) {
  const git = (...args) => execFileSync('git', ['-C', folder, ...args], { stdio: 'pipe' });
  git('init', '-q', '-b', 'main');
  git('config', 'user.name', 'Ada');
  git('config', 'user.email', 'ada@example.org');
  writeFileSync(path.join(folder, '.git/info/exclude'), '*\n');
}

async function take(page, name) {
  // Transitions end, pictures arrive, tooltips go.
  await page.mouse.move(viewport.width / 2, viewport.height - 4);
  await page.waitForTimeout(1500);
  return { name, png: await page.screenshot() };
}

async function keepForReadme({ name, png }) {
  const { size } = await sharp(png)
    .webp({ quality: 82, effort: 6 })
    .toFile(path.join(readme, `${name}.webp`));
  console.log(`media/readme/${name}.webp, ${Math.round(size / 1024)} KB`);
}

async function keepToLookAt(page, folder, name) {
  for (const theme of themes) {
    await wear(page, folder, theme);
    const { png } = await take(page, name);
    await sharp(png).toFile(path.join(artifacts, `${name}-${theme}.png`));
    console.log(`out/artifacts/readme/${name}-${theme}.png`);
  }
}

async function takeAll(folder) {
  beAda(folder);
  const options = { name: 'screenshots', install: [root], folder, settings: {}, seconds: 900, smokeTest: false };
  await withWorkbench(options, async ({ page, open }) => {
    page.setDefaultTimeout(patience.timeout);
    await page.setViewportSize(viewport);
    await open();
    await page.waitForSelector('.monaco-workbench', patience);
    await wear(page, folder, 'dark');
    for (const { name, go } of PICTURES) {
      await go({ page, folder, command: (title) => runCommand(page, title) });
      if (values.only !== undefined && values.only !== name) continue;
      if (themes === undefined) await keepForReadme(await take(page, name));
      else await keepToLookAt(page, folder, name);
    }
  });
}

mkdirSync(readme, { recursive: true });
mkdirSync(artifacts, { recursive: true });
await (values.shoot === undefined ? withDemoShoot(takeAll, { fullSize: true }) : takeAll(path.resolve(values.shoot)));
