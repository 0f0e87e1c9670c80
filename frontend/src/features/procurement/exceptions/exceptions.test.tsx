import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import type { SeparationExceptionView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { renderKit } from '@/test/render';
import { CosignCard } from './CosignCard';
import { ExceptionFields } from './ExceptionFields';
import { type ExceptionValues, exceptionBody, NO_EXCEPTION } from './exception-form';

/** Nobody is looked up here. */
const OFFLINE = new QueryClient({ defaultOptions: { queries: { enabled: false } } });

function Fields({ onValue }: { onValue: (value: ExceptionValues | null) => void }) {
  const [value, setValue] = useState<ExceptionValues | null>(null);
  const change = (next: ExceptionValues | null) => {
    setValue(next);
    onValue(next);
  };
  return (
    <QueryClientProvider client={OFFLINE}>
      <ExceptionFields rule="SD4" value={value} onChange={change} />
    </QueryClientProvider>
  );
}

test('a rule is kept until somebody says that it cannot be', async () => {
  const values = vi.fn();
  renderKit(<Fields onValue={values} />);
  expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole('checkbox'));
  await userEvent.type(screen.getByRole('textbox'), '其他人都在外地');
  expect(values).toHaveBeenLastCalledWith({ ...NO_EXCEPTION, reason: '其他人都在外地' });
  await userEvent.click(screen.getByRole('checkbox'));
  expect(values).toHaveBeenLastCalledWith(null);
});

test('what is sent names the rule, and nothing is sent before somebody is named', () => {
  const cosigner = { cosigner_id: '1', cosigner_name: '孙保管' };
  expect(exceptionBody('SD2', null)).toBeNull();
  expect(exceptionBody('SD2', { ...NO_EXCEPTION, reason: 'x' })).toBeNull();
  expect(exceptionBody('SD2', { ...cosigner, reason: ' 都在外地 ' })).toEqual({
    rule: 'SD2',
    reason: '都在外地',
    cosigner_id: '1',
  });
});

test('an exception says for whom it waits', () => {
  const exception: SeparationExceptionView = {
    rule: 'SD4',
    rule_title: '双人采购',
    reason: '其他人都在外地',
    asked_by: { id: '2', name: '吴保管' },
    asked_at: '2026-11-24T02:00:00Z',
    cosigner: { id: '1', name: '孙保管' },
    signed_at: null,
  };
  const sign = { recordId: 'o', cosign: vi.fn(), onSigned: vi.fn() };
  renderKit(<CosignCard exception={exception} mayCosign={false} {...sign} />);
  expect(screen.getByRole('region')).toHaveTextContent(m.exceptions_waits({ name: '孙保管' }));
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

test('what was cancelled waits for nobody', () => {
  const exception: SeparationExceptionView = {
    rule: 'SD2',
    rule_title: '采购与验收分开',
    reason: '其他人都在外地',
    asked_by: { id: '2', name: '吴保管' },
    asked_at: '2026-11-24T02:00:00Z',
    cosigner: { id: '1', name: '孙保管' },
    signed_at: null,
  };
  const sign = { recordId: 'r', cosign: vi.fn(), onSigned: vi.fn() };
  renderKit(<CosignCard exception={exception} mayCosign={false} ended {...sign} />);
  expect(screen.getByRole('region')).not.toHaveTextContent(m.exceptions_waits({ name: '孙保管' }));
});
