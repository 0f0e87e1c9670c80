import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlaywrightWorkerArgs } from '@playwright/test';
import { type FurnishedSchool, furnish } from './furnished-school';
import { copyOf, madeOnce, newFolder } from './made-once';
import { openSchool, type RealSchool } from './real-school';

type Playwright = PlaywrightWorkerArgs['playwright'];

/**
 * A furnished school of one's own. It is furnished once in a run; everybody starts the product on a copy of what that left on
 * the disk.
 */
export async function openFurnished(
  playwright: Playwright,
): Promise<{ school: RealSchool; furnished: FurnishedSchool; close: () => Promise<void> }> {
  const model = await madeOnce('furnished', (folder) => furnishInto(playwright, folder));
  const { school, close } = await openSchool(playwright, SWITCHES, copyOf(join(model, DATA)));
  try {
    const said: FurnishedSchool = JSON.parse(readFileSync(join(model, SAID), 'utf8'));
    const [admin, office] = [await school.cookies('A001'), await school.cookies('Z001')];
    return { school, furnished: { ...said, url: school.url, admin, office }, close };
  } catch (fault) {
    // A server left behind outlives the run.
    await close();
    throw fault;
  }
}

const SWITCHES = ['--openid-issuer', 'https://id.example.edu.cn'];

const DATA = 'data';
/** What `furnish` answered. */
const SAID = 'furnished.json';

async function furnishInto(playwright: Playwright, folder: string): Promise<void> {
  const data = newFolder();
  const { school, close } = await openSchool(playwright, SWITCHES, data);
  try {
    const said = await furnish(school);
    await school.halt();
    mkdirSync(folder);
    renameSync(copyOf(data), join(folder, DATA));
    writeFileSync(join(folder, SAID), JSON.stringify(said));
  } finally {
    await close();
  }
}
