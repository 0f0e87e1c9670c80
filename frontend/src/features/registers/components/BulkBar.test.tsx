import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { renderKit } from '@/test/render';
import { BulkBar } from './BulkBar';

test('the bar offers its acts only while cards are selected', async () => {
  const edit = vi.fn();
  renderKit(<BulkBar count={2} onClear={vi.fn()} onEdit={edit} />);
  await userEvent.click(screen.getByRole('button', { name: '批量改' }));
  expect(edit).toHaveBeenCalledOnce();
});

test('nothing selected, nothing to press', () => {
  renderKit(<BulkBar count={0} onClear={vi.fn()} onEdit={vi.fn()} />);
  expect(screen.queryByRole('button')).toBeNull();
});
