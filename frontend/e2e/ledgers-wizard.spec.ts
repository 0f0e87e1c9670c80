import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, openSchool, type RealSchool, test } from './real-school';
import { anotherFile, atTheWizard, choose, column, done, planAfter, submit } from './wizard';

// Every sample ledger through the wizard as a person would take it, quantities kept and exploded, beside the answer key.
// The ledgers are not in the repository: make check-ledgers LEDGERS=folder runs this.

const FOLDER = process.env.LEDGERS ?? '';
test.describe.configure({ timeout: 900_000 });

interface Entry {
  file: string;
  compression: string | null;
  data_rows: number;
  accepted_rows: number;
  rejected_row_count: number;
  rejected_rows: { row: number }[];
  cards_batch: number;
  cards_exploded: number;
  sum_original_value: string;
  import_options: { locations: 'create' | 'must_exist'; locations_file?: string };
}

const FILES: Entry[] = JSON.parse(readFileSync(join(FOLDER, 'MANIFEST.json'), 'utf8')).files;
const LEDGERS = FILES.filter(({ file }) => /^0[1-7]/.test(file));
/** Exports of other programs, each with a column that only the school can say. */
const OTHERS = FILES.filter(({ file }) => /^08/.test(file));

function content({ file, compression }: Entry): Buffer {
  const bytes = readFileSync(join(FOLDER, file));
  return compression === 'gzip' ? gunzipSync(bytes) : bytes;
}

const number = (count: number) => new Intl.NumberFormat('en-US').format(count);

/** The rooms that the school has before: from a ledger of their own, taken back, which leaves the rooms. */
async function placesOf(page: Page, school: RealSchool, file: string): Promise<void> {
  const [, ...rooms] = readFileSync(join(FOLDER, file), 'utf8').trim().split(/\r?\n/);
  const rows = rooms.map((line, at) => `ORT-${at},课桌,1,${line.split(',')[0]}`);
  await planAfter(page, () =>
    choose(page, '房间.csv', ['资产编号,资产名称,数量,存放地点', ...rows].join('\n')),
  );
  await submit(page).click();
  await done(page, number(rows.length), 60_000);
  await page.getByRole('button', { name: /^(撤销|Undo)$/ }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('只要房间');
  await page.getByRole('dialog').locator('button[type=submit]').click();
  await page.getByRole('button', { name: /再导入一个|Import another/ }).click();
  expect((await school.api('Z001', 'GET', '/assets/totals')).count).toBe(0);
}

for (const entry of LEDGERS) {
  for (const explode of [false, true]) {
    test(`${entry.file} ${explode ? 'exploded' : 'kept'}`, async ({ page, playwright }) => {
      const { school, close } = await openSchool(playwright);
      try {
        await atTheWizard(page, school);
        const { locations, locations_file } = entry.import_options;
        if (locations_file) {
          await placesOf(page, school, locations_file);
        }
        const begun = Date.now();
        let plan = await planAfter(page, () =>
          choose(page, entry.file.replace(/\.gz$/, ''), content(entry)),
        );
        if (locations === 'must_exist') {
          const never = page.getByRole('radio', { name: /不建|Do not add/ }).first();
          plan = await planAfter(page, () => never.check());
        }
        if (explode) {
          const pieces = page.getByRole('radio', { name: /一件一张卡片|One card for each piece/ });
          plan = await planAfter(page, () => pieces.check());
        }
        const read = Date.now() - begun;
        const rows = (refused: { row: number }[]) =>
          refused.map(({ row }) => row).sort((a, b) => a - b);
        expect(rows(plan.refused)).toEqual(rows(entry.rejected_rows));
        if (entry.rejected_row_count > 0) {
          await expect(submit(page)).toBeDisabled();
          await page.getByRole('checkbox', { name: /先导入其他行|Import the others/ }).check();
        }
        const committing = Date.now();
        await submit(page).click();
        const cards = explode ? entry.cards_exploded : entry.cards_batch;
        await done(page, number(cards), 600_000);
        const commit = Date.now() - committing;
        const totals = await school.api('Z001', 'GET', '/assets/totals');
        const found = [
          plan.accepted_rows + plan.refused_rows,
          plan.refused_rows,
          totals.count,
          totals.original_value,
        ];
        const line = [
          entry.file.padEnd(24),
          explode ? 'exploded' : 'kept    ',
          ...found,
          `${read} ms`,
          `${commit} ms`,
        ];
        console.log(line.join('  '));
        expect(found).toEqual([
          entry.data_rows,
          entry.rejected_row_count,
          cards,
          entry.sum_original_value,
        ]);
        await expect(page.getByText(`¥${money(entry.sum_original_value)}`)).toBeVisible();
      } finally {
        await close();
      }
    });
  }
}

/** "58790222.63" → "58,790,222.63" */
function money(amount: string): string {
  return amount.replace(/\B(?=(\d{3})+\.)/g, ',');
}

for (const entry of OTHERS) {
  test(`${entry.file} with a mapping that the school keeps`, async ({ page, playwright }) => {
    const { school, close } = await openSchool(playwright);
    try {
      await atTheWizard(page, school);
      const text = content(entry).toString('utf8');
      let plan = await planAfter(page, () => choose(page, entry.file, text));
      const left = plan.sheets[0].columns.find(
        (one: { field: string | null; head: string }) => !one.field && one.head,
      );
      plan = await planAfter(page, () => column(page, left.head).selectOption('remarks'));
      await page.getByRole('button', { name: /把这些对应存下来|Save this for next time/ }).click();
      await page.getByRole('dialog').getByRole('textbox').fill(entry.file);
      await page.getByRole('dialog').locator('button[type=submit]').click();
      await expect(page.getByRole('dialog')).toBeHidden();

      // Next term's export: the same heads, one more line break at its end.
      await anotherFile(page);
      plan = await planAfter(page, () => choose(page, `next-${entry.file}`, `${text}\n`));
      expect(plan.mapping.name).toBe(entry.file);
      expect(plan.options.columns[left.head]).toBe('remarks');
      await submit(page).click();
      await done(page, number(entry.cards_batch), 120_000);
      const totals = await school.api('Z001', 'GET', '/assets/totals');
      const found = [plan.accepted_rows, totals.count, totals.original_value];
      console.log([entry.file.padEnd(24), `“${left.head}”`, ...found].join('  '));
      expect(found).toEqual([entry.accepted_rows, entry.cards_batch, entry.sum_original_value]);
    } finally {
      await close();
    }
  });
}
