import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// What all copy and one has to make: the whole run has one of it.

/** An empty folder. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'steward-journey-'));

const MADE = 'made';
const FAILED = 'failed';

/**
 * A folder of this name that `make` fills, called by whoever needs it first; the others wait. It lies where scripts/journeys.sh
 * says, or each worker has one of its own.
 */
export async function madeOnce(
  name: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  process.env.STEWARD_MADE_ONCE ??= newFolder();
  const folder = join(process.env.STEWARD_MADE_ONCE, name);
  if (isFirst(folder)) {
    try {
      await make(`${folder}-new`);
      // Whole, or not there.
      renameSync(`${folder}-new`, join(folder, MADE));
    } catch (fault) {
      writeFileSync(join(folder, FAILED), String(fault));
    }
  }
  while (!existsSync(join(folder, MADE))) {
    if (existsSync(join(folder, FAILED)))
      throw new Error(readFileSync(join(folder, FAILED), 'utf8'));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return join(folder, MADE);
}

/** A copy of one's own of a folder. */
export function copyOf(folder: string): string {
  const copy = newFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
