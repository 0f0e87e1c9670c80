import { api, read } from '@/api/client';
import type { BudgetBody, BudgetRow } from '@/api/schema';

export function allotBudget(body: BudgetBody, key: string): Promise<BudgetRow> {
  const params = { header: { 'Idempotency-Key': key } };
  return read(api.POST('/api/v1/budgets', { params, body }));
}
