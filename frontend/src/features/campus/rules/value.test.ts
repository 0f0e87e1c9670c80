import { expect, test } from 'vitest';
import { draftOf, sentence, typedValue } from './value';

const approvers = [
  { value: 'principal', title: '校长' },
  { value: 'office_meeting', title: '校务会' },
];
const shape = (kind: Parameters<typeof sentence>[1]['kind'], unit: string | null = null) => ({
  kind,
  unit,
  options: approvers,
  funds: [{ value: 'special', title: '专项经费' }],
});

test('values of every kind are said and typed back as they are', () => {
  const kept = [
    [3, shape('integer', '个工作日'), '3个工作日'],
    ['1000.00', shape('money'), '1000 元'],
    ['1234.50', shape('money'), '1234.50 元'],
    [true, shape('yes_no'), '是'],
    ['principal', shape('choice'), '校长'],
    [[36, 12, 72], shape('integers', '个月'), '36、12、72个月'],
    [['07:50', '14:30'], shape('times'), '07:50、14:30'],
    ['09-01', shape('month_day'), '09-01'],
    [null, shape('money'), '未定'],
  ] as const;
  for (const [value, of, said] of kept) {
    expect(sentence(value, of)).toBe(said);
    expect(typedValue(draftOf(value, of), of)).toEqual(value);
  }
});

test('tiers are said one after the other', () => {
  const tiers = [
    { up_to: '500.00', inclusive: true, approver: 'principal' },
    { up_to: null, inclusive: false, approver: 'office_meeting' },
  ];
  const of = shape('tiers');
  expect(sentence(tiers, of)).toBe('不超过 500 元（含）：校长；再往上：校务会');
  expect(typedValue(draftOf(tiers, of), of)).toEqual(tiers);
});

test('what goes higher up is said with its conditions, and its words are typed in one field', () => {
  const of = shape('raises');
  const raises = [
    { unit_price_from: '1000.00', fund: 'special', words: [], approver: 'principal' },
    { unit_price_from: null, fund: null, words: ['酒精', '硫酸'], approver: 'office_meeting' },
  ];
  expect(sentence(raises, of)).toBe(
    '单价 1000 元起、专项经费：报校长；品名含“酒精、硫酸”：报校务会',
  );
  expect(sentence([], of)).toBe('没有');
  expect(typedValue(draftOf(raises, of), of)).toEqual(raises);
  const typed = [
    { unit_price_from: ' 500 ', fund: '', words: ' 锅，, 铲 ', approver: 'principal' },
  ];
  expect(typedValue(typed, of)).toEqual([
    { unit_price_from: '500.00', fund: null, words: ['锅', '铲'], approver: 'principal' },
  ]);
});

test('what is no number is left for the server to refuse', () => {
  expect(typedValue('三', shape('integer'))).toBe('三');
  expect(typedValue(' 500 ', shape('money'))).toBe('500.00');
});
