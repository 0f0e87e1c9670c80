import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlaywrightWorkerArgs } from '@playwright/test';
import { type FurnishedSchool, furnish } from './furnished-school';
import { newFolder, openSchool, type RealSchool } from './real-school';

type Playwright = PlaywrightWorkerArgs['playwright'];

/**
 * A furnished school of one's own. It is furnished once in a run, by whoever needs it first; everybody starts the product on a
 * copy of what that left on the disk.
 */
export async function openFurnished(
  playwright: Playwright,
): Promise<{ school: RealSchool; furnished: FurnishedSchool; close: () => Promise<void> }> {
  const model = await theModel(playwright);
  const data = newFolder();
  cpSync(join(model, 'data'), data, { recursive: true });
  const { school, close } = await openSchool(playwright, SWITCHES, data);
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

/** What `furnish` answered. */
const SAID = 'furnished.json';
const FAILED = 'failed';

/** The folder of the school that all copy: scripts/journeys.sh says where, or each worker has one of its own. */
async function theModel(playwright: Playwright): Promise<string> {
  process.env.STEWARD_FURNISHED ??= newFolder();
  const folder = process.env.STEWARD_FURNISHED;
  if (isFirst(folder)) {
    try {
      await furnishInto(playwright, folder);
    } catch (fault) {
      writeFileSync(join(folder, FAILED), String(fault));
    }
  }
  while (!existsSync(join(folder, SAID))) {
    if (existsSync(join(folder, FAILED)))
      throw new Error(readFileSync(join(folder, FAILED), 'utf8'));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return folder;
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(join(folder, 'begun'));
    return true;
  } catch {
    return false;
  }
}

async function furnishInto(playwright: Playwright, folder: string): Promise<void> {
  const data = newFolder();
  const { school, close } = await openSchool(playwright, SWITCHES, data);
  try {
    const said = await furnish(school);
    await school.halt();
    cpSync(data, join(folder, 'data'), { recursive: true });
    // Whole, or not there.
    writeFileSync(join(folder, `${SAID}.new`), JSON.stringify(said));
    renameSync(join(folder, `${SAID}.new`), join(folder, SAID));
  } finally {
    await close();
  }
}
