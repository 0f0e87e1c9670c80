import { expect, test } from 'vitest';
import type { SupplierBankView } from '@/api/schema';
import {
  accountBefore,
  emptyLicence,
  inFours,
  licenceBody,
  supplierBody,
  supplierValues,
} from './supplier-form';

const shop = { ...supplierValues(null), name: ' 城南文具店 ', sells: '办公用品' };

test('what was left empty is not sent as an empty text', () => {
  expect(supplierBody(shop)).toEqual({
    name: '城南文具店',
    contact: null,
    phone: null,
    address: null,
    sells: '办公用品',
    price_list: null,
  });
  expect(licenceBody({ ...emptyLicence, number: ' 91410100 ' })).toEqual({
    kind: 'business_licence',
    number: '91410100',
    issued_on: null,
    expires_on: null,
    upload_id: null,
  });
});

test('a fixed supplier has a price list, for good while no last day is said', () => {
  const price_list = { valid_from: '2026-09-01', valid_until: '' };
  expect(supplierBody({ ...shop, fixed: true, price_list }).price_list).toEqual({
    valid_from: '2026-09-01',
    valid_until: null,
  });
  expect(supplierBody({ ...shop, fixed: false, price_list }).price_list).toBeNull();
});

test('an account number is read in groups of four', () => {
  expect(inFours('6222021200001111')).toBe('6222 0212 0000 1111');
  expect(inFours('62220212345')).toBe('6222 0212 345');
});

test('the account before is the one confirmed last when this one was proposed', () => {
  const account = (id: string, state: string, proposed_at: string, decided_at?: string) =>
    ({ id, state, proposed_at, decided_at }) as SupplierBankView;
  const first = account('a', 'confirmed', '2026-01-01', '2026-01-02');
  const wrong = account('b', 'refused', '2026-02-01', '2026-02-02');
  const second = account('c', 'confirmed', '2026-03-01', '2026-03-02');
  const waiting = account('d', 'proposed', '2026-04-01');
  const all = [waiting, second, wrong, first];
  expect([waiting, second, wrong, first].map((one) => accountBefore(all, one)?.id)).toEqual([
    'c',
    'a',
    'a',
    undefined,
  ]);
});
