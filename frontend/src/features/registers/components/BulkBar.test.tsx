import { Button } from '@mantine/core';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { renderKit } from '@/test/render';
import { BulkBar } from './BulkBar';

test('the bar counts, and lets go of what is selected', async () => {
  const clear = vi.fn();
  renderKit(
    <BulkBar count={2} onClear={clear}>
      <Button>批量改</Button>
    </BulkBar>,
  );
  expect(screen.getByText('选了 2 张')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: '取消选择' }));
  expect(clear).toHaveBeenCalledOnce();
});

test('nothing selected, nothing to press', () => {
  renderKit(
    <BulkBar count={0} onClear={vi.fn()}>
      <Button>批量改</Button>
    </BulkBar>,
  );
  expect(screen.queryByRole('button')).toBeNull();
});
