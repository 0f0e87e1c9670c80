import type { FurnishedSchool } from './furnished-school';
import { PASSWORD, type RealSchool } from './real-school';
import type { Sender } from './script-payloads';

/** Auditors in their seats, each by a code made anew, and the words of the term's summary. */
export function officeSenders(
  { api, url }: RealSchool,
  { term }: FurnishedSchool,
): Record<string, () => Promise<Sender>> {
  const seat = async () => {
    const { code } = await api('P001', 'POST', '/auditor-code');
    return { code, name: '陈审计', unit: '县审计局', password: PASSWORD };
  };
  return {
    'POST /auditor-seats': async () => ({
      by: null,
      path: '/auditor-seats',
      body: await seat(),
      secret: ['/code', '/password'],
    }),
    'POST /auditor-seats/{id}/end': async () => {
      const opened = await fetch(`${url}/api/v1/auditor-seats`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(await seat()),
      });
      if (!opened.ok) throw new Error(await opened.text());
      const { items } = await api('P001', 'GET', '/auditor-seats');
      const { id, version } = items[0];
      return { by: 'P001', path: `/auditor-seats/${id}/end`, body: { reason: 'x' }, version };
    },
    'PUT /term-summaries/{id}': async () => {
      const path = `/term-summaries/${term}`;
      const { version } = await api('Z001', 'GET', path);
      return { by: 'Z001', path, body: {}, version };
    },
  };
}
