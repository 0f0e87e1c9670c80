import { randomUUID } from 'node:crypto';
import type { RealSchool } from './real-school';
import type { Sender } from './script-payloads';

/** How the operations on suppliers and quotes are called; `asked` is the approval of a new request of one yuan. */
export function supplierSenders(
  api: RealSchool['api'],
  asked: () => Promise<string>,
): Record<string, () => Promise<Sender>> {
  const named = () => ({ name: `店 ${randomUUID()}` });
  const supplier = async () => (await api('Z001', 'POST', '/suppliers', named())).id as string;
  const turned = async (act: string) => {
    const id = await supplier();
    await api('Z001', 'POST', `/suppliers/${id}/suspend`, { reason: 'x' }, 1);
    if (act === 'resume') return { id, version: 2 };
    await api('Z001', 'POST', `/suppliers/${id}/resume`, { reason: 'x' }, 2);
    return { id, version: 3 };
  };
  const turn = (act: string) => async () => {
    const { id, version } = await turned(act);
    return { by: 'Z001', path: `/suppliers/${id}/${act}`, body: { reason: 'x' }, version };
  };
  const account = { account_name: '店', bank: '农业银行', account_number: '6222021200001111' };
  const proposed = async () => {
    const path = `/suppliers/${await supplier()}/bank-accounts`;
    return (await api('Z001', 'POST', path, account)).bank_accounts[0].id as string;
  };
  const sheet = async () => {
    const approved = `/approvals/${await asked()}/approve`;
    const { subject_id } = await api('Z001', 'POST', approved, {}, 1);
    const path = `/purchase-requests/${subject_id}/quote-sheet`;
    return (await api('Z001', 'POST', path, {})).id as string;
  };
  const quote = async () => ({
    supplier_id: await supplier(),
    channel: 'phone',
    quoted_on: new Date().toISOString().slice(0, 10),
    lines: [{ position: 0, unit_price: '1.00' }],
  });
  const quoted = async () => {
    const [id, body] = [await sheet(), await quote()];
    await api('Z001', 'POST', `/quote-sheets/${id}/quotes`, body, 1);
    return { id, taken: { supplier_id: body.supplier_id } };
  };
  return {
    'POST /suppliers': async () => ({ by: 'Z001', path: '/suppliers', body: named() }),
    'PUT /suppliers/{id}': async () => ({
      by: 'Z001',
      path: `/suppliers/${await supplier()}`,
      body: named(),
      version: 1,
    }),
    'POST /suppliers/{id}/suspend': turn('suspend'),
    'POST /suppliers/{id}/resume': turn('resume'),
    'POST /suppliers/{id}/licences': async () => ({
      by: 'Z001',
      path: `/suppliers/${await supplier()}/licences`,
      body: { kind: 'agreement', number: '1' },
    }),
    'POST /suppliers/{id}/bank-accounts': async () => ({
      by: 'Z001',
      path: `/suppliers/${await supplier()}/bank-accounts`,
      body: account,
    }),
    'POST /supplier-bank-accounts/{id}/refuse': async () => ({
      by: 'Z001',
      path: `/supplier-bank-accounts/${await proposed()}/refuse`,
      body: { reason: 'x' },
      version: 1,
    }),
    'POST /quote-sheets/{id}/quotes': async () => ({
      by: 'Z001',
      path: `/quote-sheets/${await sheet()}/quotes`,
      body: await quote(),
      version: 1,
    }),
    'POST /quote-sheets/{id}/quotes/remove': async () => {
      const { id, taken } = await quoted();
      const body = { ...taken, reason: 'x' };
      return { by: 'Z001', path: `/quote-sheets/${id}/quotes/remove`, body, version: 2 };
    },
    'POST /quote-sheets/{id}/settle': async () => {
      const { id, taken } = await quoted();
      const body = { ...taken, single_source: { code: 'emergency', words: 'x' } };
      return { by: 'Z001', path: `/quote-sheets/${id}/settle`, body, version: 2 };
    },
    'POST /quote-sheets/{id}/reopen': async () => {
      const { id, taken } = await quoted();
      await api('Z001', 'POST', `/quote-sheets/${id}/settle`, taken, 2);
      const body = { reason: 'x' };
      return { by: 'Z001', path: `/quote-sheets/${id}/reopen`, body, version: 3 };
    },
  };
}
