import { randomUUID } from 'node:crypto';
import { plus, yearAround } from './canteen-book';
import type { RealSchool } from './real-school';
import type { Sender } from './script-payloads';

/** How each operation of the canteen is called: whatever it uses up is made anew. */
export function canteenSenders(
  { api }: RealSchool,
  today: string,
): Record<string, () => Promise<Sender>> {
  // A school has fifty canteens at most: what only needs one shares it.
  let first: Promise<{ canteen: string; cook: string }> | undefined;
  const kitchen = () => {
    first ??= (async () => {
      const body = { name: `食堂 ${randomUUID()}`, mode: 'own', diners: 9, meals: ['lunch'] };
      const canteen = (await api('Z001', 'POST', '/canteens', body)).id as string;
      return { canteen, cook: await certified(canteen) };
    })();
    return first;
  };
  const hired = async (canteen: string) => {
    const body = { name: `厨 ${randomUUID()}`, post: '厨师' };
    return (await api('Z001', 'POST', `/canteens/${canteen}/staff`, body)).id as string;
  };
  const entered = async (staff: string) => {
    const body = { number: 'x', ...yearAround(today) };
    const view = await api('Z001', 'POST', `/canteen-staff/${staff}/health-certificates`, body);
    return view.certificates[0].id as string;
  };
  const certified = async (canteen: string) => {
    const cook = await hired(canteen);
    await api('F001', 'POST', `/health-certificates/${await entered(cook)}/verify`, {}, 1);
    return cook;
  };
  const at =
    (rest: string, body: (cook: string) => object): (() => Promise<Sender>) =>
    async () => {
      const { canteen, cook } = await kitchen();
      return { by: 'Z001', path: `/canteens/${canteen}/${rest}`, body: body(cook) };
    };
  let day = 0;
  const nextDay = () => {
    day += 1;
    return plus(today, day);
  };
  const menu = () => ({ day: nextDay(), meal: 'lunch', dishes: [{ name: 'x', quantities: 'x' }] });
  const newMenu = async () => {
    const { canteen } = await kitchen();
    return (await api('Z001', 'POST', `/canteens/${canteen}/menus`, menu())).id as string;
  };
  const ratings = { taste: 'good', portion: 'good', hygiene: 'good', service: 'good' };
  const wiped = (cook: string) => ({
    meal: 'lunch',
    object: 'x',
    method: 'steam',
    minutes: 10,
    operator_id: cook,
  });
  // Each sample is of a day of its own: what has a sample stays on its menu.
  let before = 0;
  const dish = async () => {
    before += 1;
    const past = plus(today, -before);
    const { canteen, cook } = await kitchen();
    const body = { day: past, meal: 'lunch', dishes: [{ name: 'x' }] };
    await api('Z001', 'POST', `/canteens/${canteen}/menus`, body);
    return {
      path: `/canteens/${canteen}/food-samples`,
      body: {
        meal: 'lunch',
        happened_at: `${past}T04:00:00Z`,
        keeper_id: cook,
        fridge: 'x',
        samples: [{ dish: 'x', grams: 130 }],
      },
    };
  };
  const sampled = async (fridge: string | null) => {
    const { path, body } = await dish();
    const taken = await api('F001', 'POST', path, { ...body, fridge });
    return taken.items[0].id as string;
  };
  const contract = () => ({
    contractor: 'x',
    starts_on: plus(today, -9),
    ends_on: plus(today, 300),
    licence_number: 'x',
    licence_expires_on: plus(today, 300),
    contact: 'x',
    phone: 'x',
    director: 'x',
    note: 'x',
  });
  let run: Promise<string> | undefined;
  const contracted = () => {
    run ??= (async () => {
      const body = {
        name: `食堂承包 ${randomUUID()}`,
        mode: 'contracted',
        diners: 9,
        meals: ['lunch'],
      };
      return (await api('Z001', 'POST', '/canteens', body)).id as string;
    })();
    return run;
  };
  const signed = async () => {
    const path = `/canteens/${await contracted()}/contracts`;
    return (await api('Z001', 'POST', path, contract())).id as string;
  };
  /** Found, and seen to by another than who mends it here. */
  const inspected = async () => {
    const { canteen } = await kitchen();
    const { items } = await api('Z001', 'GET', '/people?q=F001');
    return api('Z001', 'POST', `/canteens/${canteen}/outside-inspections`, {
      authority: 'market',
      inspectors: 'x',
      result: 'rectify',
      findings: [{ said: 'x', responsible_id: items[0].id, due_on: plus(today, 7) }],
    });
  };
  const raised = async () => {
    const { canteen } = await kitchen();
    const said = { said: 'x' };
    return (await api('Z001', 'POST', `/canteens/${canteen}/incidents`, said)).id as string;
  };
  const sealed = async () => {
    const id = await sampled('1 号柜');
    await api('F001', 'POST', `/food-samples/${id}/seal`, { reason: 'x' }, 1);
    return id;
  };
  return {
    'POST /canteens': async () => ({
      by: 'Z001',
      path: '/canteens',
      body: { name: 'x', mode: 'own', diners: 1, meals: ['lunch'] },
    }),
    'PUT /canteens/{id}': async () => {
      const { canteen } = await kitchen();
      const { items } = await api('Z001', 'GET', '/canteens');
      const { version } = items.find((one: { id: string }) => one.id === canteen);
      const body = { name: 'x', mode: 'own', diners: 1, meals: ['lunch'] };
      return { by: 'Z001', path: `/canteens/${canteen}`, body, version };
    },
    'POST /canteens/{id}/staff': at('staff', () => ({ name: 'x', post: 'x' })),
    'PUT /canteen-staff/{id}': async () => {
      const { canteen } = await kitchen();
      const body = { name: 'x', post: 'x' };
      return { by: 'Z001', path: `/canteen-staff/${await hired(canteen)}`, body, version: 1 };
    },
    'POST /canteen-staff/{id}/health-certificates': async () => {
      const { canteen } = await kitchen();
      const path = `/canteen-staff/${await hired(canteen)}/health-certificates`;
      const body = { number: 'x', ...yearAround(today) };
      return { by: 'Z001', path, body };
    },
    'POST /health-certificates/{id}/suspend': async () => {
      const { canteen } = await kitchen();
      const id = await entered(await hired(canteen));
      await api('F001', 'POST', `/health-certificates/${id}/verify`, {}, 1);
      const path = `/health-certificates/${id}/suspend`;
      return { by: 'Z001', path, body: { reason: 'x' }, version: 2 };
    },
    'POST /health-certificates/{id}/withdraw': async () => {
      const { canteen } = await kitchen();
      const path = `/health-certificates/${await entered(await hired(canteen))}/withdraw`;
      return { by: 'Z001', path, body: { reason: 'x' }, version: 1 };
    },
    'POST /canteens/{id}/menus': at('menus', menu),
    'POST /canteen-menus/{id}/rewrite': async () => {
      const body = { reason: 'x', dishes: [{ name: 'x', quantities: 'x' }] };
      const path = `/canteen-menus/${await newMenu()}/rewrite`;
      return { by: 'Z001', path, body, version: 1 };
    },
    'POST /canteen-menus/{id}/strike': async () => {
      const path = `/canteen-menus/${await newMenu()}/strike`;
      return { by: 'Z001', path, body: { reason: 'x' }, version: 1 };
    },
    'POST /canteens/{id}/morning-checks': at('morning-checks', (cook) => ({
      lines: [{ staff_id: cook, temperature: '36.5', hands_clean: true, fit: true, note: 'x' }],
    })),
    'POST /canteens/{id}/disinfections': at('disinfections', wiped),
    'POST /canteens/{id}/accompanied-meals': at('accompanied-meals', () => ({
      meal: 'lunch',
      post: 'x',
      ratings,
      remark: 'x',
    })),
    'POST /canteens/{id}/leftovers': at('leftovers', (cook) => ({
      meal: 'lunch',
      handed_to: 'x',
      operator_id: cook,
      note: 'x',
    })),
    'POST /canteens/{id}/food-samples': async () => ({ by: 'F001', ...(await dish()) }),
    'POST /canteens/{id}/meetings': at('meetings', () => ({
      attendees: 'x',
      problems: 'x',
      decisions: 'x',
    })),
    'POST /canteen-meetings/{id}/strike': async () => {
      const { canteen } = await kitchen();
      const body = { attendees: 'x', problems: 'x', decisions: 'x' };
      const { id } = await api('Z001', 'POST', `/canteens/${canteen}/meetings`, body);
      const strike = `/canteen-meetings/${id}/strike`;
      return { by: 'Z001', path: strike, body: { reason: 'x' }, version: 1 };
    },
    'POST /canteens/{id}/incidents': at('incidents', () => ({ said: 'x' })),
    'POST /canteen-incidents/{id}/report': async () => {
      const path = `/canteen-incidents/${await raised()}/report`;
      return { by: 'Z001', path, body: { to: ['education'], said: 'x' }, version: 1 };
    },
    'POST /canteen-incidents/{id}/investigate': async () => {
      const id = await raised();
      const to = { to: ['education'] };
      await api('Z001', 'POST', `/canteen-incidents/${id}/report`, to, 1);
      const path = `/canteen-incidents/${id}/investigate`;
      return { by: 'Z001', path, body: { investigators: 'x' }, version: 2 };
    },
    'POST /canteen-incidents/{id}/close': async () => {
      const at = `/canteen-incidents/${await raised()}`;
      await api('Z001', 'POST', `${at}/report`, { to: ['education'] }, 1);
      await api('Z001', 'POST', `${at}/investigate`, { investigators: 'x' }, 2);
      return { by: 'P001', path: `${at}/close`, body: { said: 'x' }, version: 3 };
    },
    'POST /canteen-incidents/{id}/call-off': async () => {
      const path = `/canteen-incidents/${await raised()}/call-off`;
      return { by: 'P001', path, body: { said: 'x' }, version: 1 };
    },
    'POST /canteens/{id}/trainings': at('trainings', (cook) => ({
      topic: 'x',
      trainer: 'x',
      hours: '1',
      attended: [cook],
      remark: 'x',
    })),
    'POST /canteens/{id}/surveys': at('surveys', () => ({
      of_whom: 'parents',
      asked: 9,
      answered: 9,
      satisfied: 9,
      remark: 'x',
      answer: 'x',
    })),
    'POST /canteens/{id}/contracts': async () => ({
      by: 'Z001',
      path: `/canteens/${await contracted()}/contracts`,
      body: contract(),
    }),
    'PUT /canteen-contracts/{id}': async () => ({
      by: 'Z001',
      path: `/canteen-contracts/${await signed()}`,
      body: contract(),
      version: 1,
    }),
    'POST /canteen-contracts/{id}/end': async () => ({
      by: 'Z001',
      path: `/canteen-contracts/${await signed()}/end`,
      body: { reason: 'x' },
      version: 1,
    }),
    'POST /canteens/{id}/outside-inspections': at('outside-inspections', () => ({
      authority: 'other',
      inspectors: 'x',
      result: 'penalty',
      said: 'x',
      penalty: 'x',
    })),
    'POST /outside-inspections/{id}/strike': async () => {
      const { id } = await inspected();
      const path = `/outside-inspections/${id}/strike`;
      return { by: 'Z001', path, body: { reason: 'x' }, version: 1 };
    },
    'POST /outside-findings/{id}/mend': async () => {
      const { findings } = await inspected();
      const path = `/outside-findings/${findings[0].id}/mend`;
      return { by: 'Z001', path, body: { note: 'x' }, version: 1 };
    },
    'POST /canteen-records/{id}/strike': async () => {
      const { canteen, cook } = await kitchen();
      const path = `/canteens/${canteen}/disinfections`;
      const { id } = await api('F001', 'POST', path, wiped(cook));
      const strike = `/canteen-records/${id}/strike`;
      return { by: 'Z001', path: strike, body: { reason: 'x' }, version: 1 };
    },
    'POST /food-samples/{id}/store': async () => {
      const path = `/food-samples/${await sampled(null)}/store`;
      return { by: 'Z001', path, body: { fridge: 'x' }, version: 1 };
    },
    'POST /food-samples/{id}/seal': async () => {
      const path = `/food-samples/${await sampled('1 号柜')}/seal`;
      return { by: 'Z001', path, body: { reason: 'x' }, version: 1 };
    },
    'POST /food-samples/{id}/release': async () => {
      const path = `/food-samples/${await sealed()}/release`;
      return { by: 'P001', path, body: { reason: 'x' }, version: 2 };
    },
    'POST /food-samples/{id}/hand-over': async () => {
      const path = `/food-samples/${await sealed()}/hand-over`;
      return { by: 'P001', path, body: { to: 'x' }, version: 2 };
    },
  };
}
