import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useForm } from './form';

const EMPTY = { name: '', behalf: false, at: { room: '', floor: '1' } };

test('two changes before one paint both stay, and a change takes its error away', () => {
  const { result } = renderHook(() => useForm(EMPTY));
  act(() => result.current.setErrors({ name: 'x', 'at.room': 'y' }));
  act(() => {
    result.current.setFieldValue('name', 'lamp');
    result.current.setFieldValue('at.room', '203');
  });
  expect(result.current.values).toEqual({
    name: 'lamp',
    behalf: false,
    at: { room: '203', floor: '1' },
  });
  expect(result.current.errors).toEqual({});
  expect(EMPTY.at.room).toBe('');
});

test('a group that is not there has nothing wrong in it', () => {
  const absent: { why: { text: string } | null } = { why: null };
  const { result } = renderHook(() =>
    useForm(absent, { why: { text: (text: string) => (text ? null : 'needed') } }),
  );
  act(() => {
    expect(result.current.validate()).toEqual({});
  });
  act(() => result.current.setFieldValue('why', { text: '' }));
  act(() => {
    expect(result.current.validate()).toEqual({ 'why.text': 'needed' });
  });
});

test('rules of a group stand at its fields and may look at the other values', () => {
  const { result } = renderHook(() =>
    useForm(EMPTY, {
      name: (name) => (name ? null : 'needed'),
      at: { room: (room, { behalf }) => (behalf && !room ? 'where?' : null) },
    }),
  );
  act(() => {
    expect(result.current.validate()).toEqual({ name: 'needed' });
  });
  act(() => result.current.setFieldValue('behalf', true));
  act(() => {
    result.current.validate();
  });
  expect(result.current.getInputProps('at.room').error).toBe('where?');
  act(() => result.current.reset(EMPTY));
  expect(result.current.errors).toEqual({});
  expect(result.current.getCheckProps('behalf').checked).toBe(false);
});

test('a rule of a list says in which of its lines something is wrong', () => {
  const { result } = renderHook(() =>
    useForm(
      { lines: [{ quantity: '1' }, { quantity: 'x' }] },
      {
        lines: (lines) =>
          lines.length === 0
            ? 'needed'
            : Object.fromEntries(
                lines.flatMap(({ quantity }, at) =>
                  quantity === 'x' ? [[`${at}.quantity`, 'a number']] : [],
                ),
              ),
      },
    ),
  );
  act(() => {
    expect(result.current.validate()).toEqual({ 'lines.1.quantity': 'a number' });
  });
  act(() => result.current.clearFieldError('lines.1.quantity'));
  expect(result.current.errors).toEqual({});
  act(() => result.current.setFieldValue('lines', []));
  act(() => {
    expect(result.current.validate()).toEqual({ lines: 'needed' });
  });
});
