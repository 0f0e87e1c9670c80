import { expect, test } from 'vitest';
import { monthsFrom } from './months';
import { emptyPetty, pettyBody, pettyRules } from './petty-form';

test('bought today, nobody a witness, no repair unless one is named', () => {
  const values = emptyPetty('a', null);
  expect(values.bought_on).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  const line = { ...values.lines[0], key: 'a', name: '角阀', unit: '只', unit_price: '38' };
  const body = pettyBody({
    ...values,
    shop: ' 五金店 ',
    lines: [{ ...line, spec: '', quantity: '1' }],
  });
  expect(body).toMatchObject({ shop: '五金店', invoice_no: null, repair_case_id: null });
  expect(body.lines).toEqual([
    { name: '角阀', spec: null, unit: '只', quantity: '1', unit_price: '38' },
  ]);
});

test('a photo is asked for once: what came back has one', () => {
  const values = emptyPetty('a', null);
  const photo = (hasPhoto: boolean) => {
    const rule = pettyRules(hasPhoto).upload_ids;
    return typeof rule === 'function' ? rule([], values) : undefined;
  };
  expect(photo(false)).toBeTruthy();
  expect(photo(true)).toBeNull();
});

test('an electronic invoice is as good as a photo, and goes with the photos', () => {
  const values = { ...emptyPetty('a', null), electronic: 'e' };
  const rule = pettyRules(false).upload_ids;
  expect(typeof rule === 'function' ? rule([], values) : undefined).toBeNull();
  expect(pettyBody(values).upload_ids).toEqual(['e']);
  expect(pettyBody({ ...values, upload_ids: ['p'] }).upload_ids).toEqual(['p', 'e']);
});

test('months go over the year', () => {
  expect(monthsFrom('2026-12', 1)).toBe('2027-01');
  expect(monthsFrom('2026-01', -1)).toBe('2025-12');
});
