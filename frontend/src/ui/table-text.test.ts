import { expect, test } from 'vitest';
import { cellsOf, csvText, harmless, pastedTable } from './table-text';

test('a table from the clipboard, with a line break and quotes inside a cell', () => {
  const text = '名称\t备注\r\n投影仪\t"上午\n说""坏了"""\r\n\t\r\n';
  expect(cellsOf(text)).toEqual([
    ['名称', '备注'],
    ['投影仪', '上午\n说"坏了"'],
  ]);
  expect(pastedTable(text)).toMatchObject({ rows: 2, columns: 2 });
  expect(pastedTable(text)?.csv).toBe('\ufeff名称,备注\r\n投影仪,"上午\n说""坏了"""\r\n');
});

test('an inch sign inside a cell is no quotation', () => {
  expect(cellsOf('a\t86" 屏\nb\tc')).toEqual([
    ['a', '86" 屏'],
    ['b', 'c'],
  ]);
});

test('a sentence, one row or one column is no table', () => {
  for (const text of ['', '你好', '名称\t数量', '一\n二\n三', '\t\n\t\n']) {
    expect(pastedTable(text)).toBeNull();
  }
});

test('nothing that a spreadsheet would run leaves as it is', () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
    expect(harmless(`${start}1`)).toBe(`'${start}1`);
  }
  expect(harmless('台式电脑-1')).toBe('台式电脑-1');
  expect(csvText([["'=1", 'a,b']])).toBe('\ufeff\'=1,"a,b"\r\n');
});
