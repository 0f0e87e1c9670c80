import { expect, test } from 'vitest';
import { readablePassword } from './password';

test('can be read aloud, and is another one each time', () => {
  const made = Array.from({ length: 200 }, readablePassword);
  for (const password of made) {
    expect(password).toMatch(
      /^([bdfghkmnprstwz][aeiu]){2}(-([bdfghkmnprstwz][aeiu]){2}){2}-[2-9]{2}$/,
    );
  }
  expect(new Set(made).size).toBe(200);
});
