import { describe, expect, it } from 'vitest';
import { readLines } from './card-lines';

const numbers = (pasted: string) => readLines(pasted).map((line) => line.number);

describe('lines out of the government’s asset system', () => {
  it('finds the card number in a row of a table, wherever it stands', () => {
    expect(numbers('1\tTY2023000117\t投影仪\t4,200.00\n2\tTY2023000118\t投影仪\t4,200.00')).toEqual(
      ['TY2023000117', 'TY2023000118'],
    );
    expect(numbers('学生课桌\t2023-09-01\tG-00041\t215.50')).toEqual(['G-00041']);
  });

  it('takes bare numbers, one a line, each once', () => {
    expect(numbers('G-1\r\n\r\nG-2\nG-1\n')).toEqual(['G-1', 'G-2']);
  });

  it('falls back on the first cell, and keeps the line as it was', () => {
    expect(readLines('  甲，乙 ')).toEqual([{ number: '甲', text: '甲，乙' }]);
    expect(readLines(' \n\t\n')).toEqual([]);
  });
});
