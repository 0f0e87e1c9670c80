import type { RealSchool } from './real-school';
import type { Sender } from './script-payloads';

/** What changes the value of a card, and a month that is given up: computed anew for each call. */
export function worthSenders(
  api: RealSchool['api'],
  asset: string,
): Record<string, () => Promise<Sender>> {
  return {
    'POST /assets/{id}/value-events': async () => {
      const { version } = await api('Z001', 'GET', `/assets/${asset}`);
      const body = {
        kind: 'addition',
        amount: '1.00',
        effective_on: today(),
        voucher_no: 'x',
        reason: 'x',
      };
      return { by: 'Z001', path: `/assets/${asset}/value-events`, body, version };
    },
    'POST /depreciation-runs/{id}/discard': async () => {
      const period = today().slice(0, 7);
      const runs = await api('Z001', 'GET', '/depreciation-runs');
      const draft = runs.items.find(({ state }: { state: string }) => state === 'draft');
      const run = draft ?? (await api('Z001', 'POST', '/depreciation-runs', { period }));
      const path = `/depreciation-runs/${run.id}/discard`;
      return { by: 'Z001', path, body: { reason: 'x' }, version: run.version };
    },
  };
}

function today(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
}
