import { randomUUID } from 'node:crypto';
import type { RealSchool } from './real-school';
import type { Sender } from './script-payloads';

/** How each operation of inspections that takes texts is called: Z001 looks after them, V001 signs. */
export function inspectionSenders({ api }: RealSchool): Record<string, () => Promise<Sender>> {
  const list = (second = false) => ({
    name: `表 ${randomUUID()}`,
    items: [{ text: '干净', kind: 'text' }],
    second_signature: second,
  });
  let first: Promise<string> | undefined;
  const theList = () => {
    first ??= api('Z001', 'POST', '/checklists', list()).then(({ id }) => id as string);
    return first;
  };
  const spot = async (checklist: string) => {
    const body = { checklist_id: checklist, check_kind: 'spot', level: 'self_check' };
    return api('Z001', 'POST', '/inspection-rounds', body);
  };
  const held = async (second: boolean) => {
    const signer = (await api('V001', 'GET', '/me')).person.id;
    const { id } = second
      ? await api('Z001', 'POST', '/checklists', list(true))
      : { id: await theList() };
    const round = await spot(id);
    const answers = [{ item_no: 1, text: 'x' }];
    const body = { answers, nothing_found: true, second_signer_id: second ? signer : null };
    return api('Z001', 'POST', `/inspection-rounds/${round.id}/submit`, body, round.version);
  };
  const plan = async () => ({
    name: '每天',
    checklist_id: await theList(),
    check_kind: 'daily',
    level: 'self_check',
    rhythm: { every: 'day' },
    windows: [{ from: '07:50', to: '08:10' }],
  });
  const room = async () => {
    const { items } = await api('Z001', 'GET', '/locations?kind=room');
    return items[0].id as string;
  };
  return {
    'POST /checklists': async () => ({ by: 'Z001', path: '/checklists', body: list() }),
    'PUT /checklists/{id}': async () => {
      const { id } = await api('Z001', 'POST', '/checklists', list());
      return { by: 'Z001', path: `/checklists/${id}`, body: list(), version: 1 };
    },
    'POST /inspection-plans': async () => ({
      by: 'Z001',
      path: '/inspection-plans',
      body: await plan(),
    }),
    'PUT /inspection-plans/{id}': async () => {
      const { id } = await api('Z001', 'POST', '/inspection-plans', await plan());
      return { by: 'Z001', path: `/inspection-plans/${id}`, body: await plan(), version: 1 };
    },
    'POST /inspection-rounds/{id}/findings': async () => {
      const { id } = await spot(await theList());
      const body = { location_id: await room(), category: 'window', text: 'x' };
      return { by: 'Z001', path: `/inspection-rounds/${id}/findings`, body };
    },
    'POST /inspection-rounds/{id}/submit': async () => {
      const { id, version } = await spot(await theList());
      const answers = [{ item_no: 1, text: 'x' }];
      const body = { answers, nothing_found: true };
      return { by: 'Z001', path: `/inspection-rounds/${id}/submit`, body, version };
    },
    'POST /inspection-rounds/{id}/sign': async () => {
      const { id, version } = await held(true);
      return { by: 'V001', path: `/inspection-rounds/${id}/sign`, body: { remark: 'x' }, version };
    },
    'POST /inspection-rounds/{id}/review': async () => {
      const { id, version } = await held(false);
      return {
        by: 'V001',
        path: `/inspection-rounds/${id}/review`,
        body: { remark: 'x' },
        version,
      };
    },
    'POST /inspection-rounds/{id}/cancel': async () => {
      const { id, version } = await spot(await theList());
      return {
        by: 'Z001',
        path: `/inspection-rounds/${id}/cancel`,
        body: { reason: 'x' },
        version,
      };
    },
  };
}
