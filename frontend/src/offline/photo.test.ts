import { expect, test } from 'vitest';
import { drawnSize } from './photo';

const jpeg = (size: number) => ({ type: 'image/jpeg', size });

test('a phone’s photo is drawn at 1600 on its longer side', () => {
  expect(drawnSize(jpeg(4_000_000), { width: 4000, height: 3000 })).toEqual({
    width: 1600,
    height: 1200,
  });
  expect(drawnSize(jpeg(4_000_000), { width: 3000, height: 4000 })).toEqual({
    width: 1200,
    height: 1600,
  });
});

test('a small one that fits goes as it is', () => {
  expect(drawnSize(jpeg(90_000), { width: 1600, height: 1200 })).toBeNull();
  expect(drawnSize(jpeg(400_000), { width: 10, height: 10 })).toBeNull();
});

test('a heavy one that fits is packed anew but not enlarged', () => {
  expect(drawnSize(jpeg(3_000_000), { width: 1200, height: 900 })).toEqual({
    width: 1200,
    height: 900,
  });
});

test('a light one that is too long is drawn, and a thin line keeps a pixel', () => {
  expect(drawnSize(jpeg(1_000), { width: 9000, height: 1 })).toEqual({ width: 1600, height: 1 });
});
