import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { ProblemError, UnreachableError } from '@/api/problem';
import { switchLanguage } from '@/i18n/locale';
import { renderKit } from '@/test/render';
import { ChoiceCards } from './ChoiceCards';
import { type Column, DataTable } from './DataTable';
import { ErrorState } from './ErrorState';
import { PasswordField } from './PasswordField';
import { Qr } from './Qr';
import { SearchField } from './SearchField';

const rows = Array.from({ length: 1000 }, (_, index) => ({
  id: String(index),
  name: `Row ${index}`,
}));
type Row = (typeof rows)[number];
const columns: Column<Row>[] = [
  { key: 'name', header: 'Name', cell: (row) => row.name, sortKey: 'name' },
];
const list = { label: 'Rows', columns, rowKey: (row: Row) => row.id, card: (row: Row) => row.name };

function Choices() {
  const [value, setValue] = useState<'a' | 'b' | null>(null);
  const choices = [
    { value: 'a', label: 'One' },
    { value: 'b', label: 'Two' },
  ] as const;
  return <ChoiceCards label="Which" choices={choices} value={value} onChange={setValue} />;
}

test('a table says that more rows exist than it shows', () => {
  const paging = { hasNextPage: true, isFetchingNextPage: false, fetchNextPage: vi.fn() };
  renderKit(<DataTable {...list} rows={rows.slice(0, 3)} paging={paging} />);
  expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '-1');
  expect(screen.getAllByRole('row')).toHaveLength(4);
});

test('a long table keeps few rows in the page', () => {
  renderKit(<DataTable {...list} rows={rows} />);
  expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '1001');
  expect(screen.getAllByRole('row').length).toBeLessThan(60);
});

test('sorting turns round on the second press', async () => {
  const onSort = vi.fn();
  const { rerender } = renderKit(<DataTable {...list} rows={[]} sort="-name" onSort={onSort} />);
  const head = screen.getByRole('columnheader');
  expect(head).toHaveAttribute('aria-sort', 'descending');
  await userEvent.click(within(head).getByRole('button'));
  expect(onSort).toHaveBeenLastCalledWith('name');
  rerender(<span />);
});

test('choices are one radio group with arrow keys', async () => {
  renderKit(<Choices />);
  const group = screen.getByRole('group', { name: 'Which' });
  await userEvent.click(within(group).getByLabelText('One'));
  await userEvent.keyboard('{ArrowDown}');
  expect(within(group).getByLabelText('Two')).toBeChecked();
});

test('a password field says when it is wrong and can be read aloud', async () => {
  renderKit(<PasswordField label="P" error="Too short" />);
  const field = screen.getByLabelText('P');
  expect(field).toHaveAttribute('aria-invalid', 'true');
  expect(field).toHaveAccessibleDescription('Too short');
  await userEvent.click(screen.getByRole('button', { name: '显示密码' }));
  expect(field).toHaveAttribute('type', 'text');
});

test('an error tells no network from a fault and offers what helps', () => {
  const retry = vi.fn();
  const { rerender } = renderKit(<ErrorState error={new UnreachableError()} onRetry={retry} />);
  expect(screen.getByRole('alert')).toHaveTextContent('连不上');
  rerender(<span />);
  switchLanguage('en');
  const forbidden = { status: 403, code: 'forbidden', title: '', detail: 'Needs X', errors: [] };
  renderKit(<ErrorState error={new ProblemError(forbidden)} onRetry={retry} />);
  expect(screen.getByRole('alert')).toHaveTextContent('Needs X');
  expect(screen.queryByRole('button')).toBeNull();
});

test('a QR code has its quiet zone of four modules', () => {
  renderKit(<Qr text="https://steward.example/q/ABCDEFGHJK" label="Door sign" />);
  const image = screen.getByRole('img', { name: 'Door sign' });
  expect(image).toHaveAttribute('viewBox', '0 0 37 37');
  expect(image.querySelector('path')?.getAttribute('d')).toMatch(/^M4 4h1v1h-1z/);
});

test('Enter searches at once', async () => {
  const onChange = vi.fn();
  renderKit(<SearchField label="Search" value="" onChange={onChange} />);
  await userEvent.type(screen.getByLabelText('Search'), 'lamp{Enter}');
  await vi.waitFor(() => expect(onChange).toHaveBeenCalledWith('lamp'));
  expect(onChange).toHaveBeenCalledTimes(1);
});
