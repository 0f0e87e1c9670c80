import type { RealSchool } from './real-school';
import type { Sender } from './script-payloads';

/** How a budget is allotted: P001 may, and says what he saw. */
export function budgetSenders(api: RealSchool['api']): Record<string, () => Promise<Sender>> {
  return {
    'POST /budgets': async () => {
      const { this_year: year, budgets } = await api('P001', 'GET', '/budgets');
      const kept = budgets.find((one: { fund: string }) => one.fund === 'public');
      const body = {
        year,
        fund: 'public',
        amount: '1.00',
        reason: 'x',
        allotted_before: kept?.allotted ?? null,
      };
      return { by: 'P001', path: '/budgets', body };
    },
  };
}
