import { expect, test } from 'vitest';
import type { RefusedRow, RowProblemView } from '@/api/schema';
import { byReason, unknownWords } from './refused';

const problem = (code: RowProblemView['code'], value: string, detail: string) => ({
  code,
  value,
  detail,
  head: '列',
});
const rows: RefusedRow[] = [
  { sheet: 0, row: 4, problems: [problem('missing_name', '', '名称为空。')] },
  {
    sheet: 0,
    row: 5,
    line: 6,
    problems: [
      problem('bad_date', '13月', '日期看不懂。'),
      problem('unknown_category', '木器', '分类不存在。'),
    ],
  },
  { sheet: 1, row: 5, problems: [problem('unknown_category', '木器', '分类不存在。')] },
];

test('rows are told reason by reason, the most frequent first, with the line in text files', () => {
  const groups = byReason(rows);
  expect(groups.map(({ reason, cells }) => [reason, cells.length])).toEqual([
    ['分类不存在。', 2],
    ['名称为空。', 1],
    ['日期看不懂。', 1],
  ]);
  expect(groups[0]?.cells.map(({ sheet, row }) => [sheet, row])).toEqual([
    [0, 6],
    [1, 5],
  ]);
});

test('each word that is no category is asked for once', () => {
  expect(unknownWords(rows)).toEqual([{ word: '木器', rows: 2 }]);
});
