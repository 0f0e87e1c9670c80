import type { RealSchool } from './real-school';

/** A canteen with a cook who may work, a menu, and records of every kind: some struck out, some late. */
export interface CanteenBook {
  canteen: string;
  /** Kept in its fridge. */
  sample: string;
  /** Struck out. */
  struckOut: string;
  /** With problems that became cases. */
  accompanied: string;
  check: string;
  /** Raised before there was any sample. */
  incident: string;
  /** What is of no meal: a training. */
  training: string;
  /** From outside, with a finding that is open. */
  outside: string;
  /** A canteen that somebody else runs. */
  contracted: string;
}

/** A day so many days from another. */
export const plus = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** A certificate that was issued before everything here and holds after it. */
export const yearAround = (today: string) => ({
  issued_on: plus(today, -200),
  expires_on: plus(today, 150),
});

/** `login` runs the canteen beside everything else; somebody else answers for food safety. */
export async function keepBook(
  { api, person }: RealSchool,
  login: string,
  room: string,
  today: string,
): Promise<CanteenBook> {
  const officer = await person('何安全', 'F001', ['food_safety_officer']);
  const { id: canteen } = await api(login, 'POST', '/canteens', {
    name: '第一食堂',
    mode: 'own',
    place_id: room,
    diners: 860,
    meals: ['lunch', 'dinner'],
    officer_id: officer,
  });
  const at = (rest: string) => `/canteens/${canteen}/${rest}`;
  const hire = async (name: string) =>
    (await api(login, 'POST', at('staff'), { name, post: '厨师' })).id as string;
  const enter = async (staff: string) => {
    const view = await api(login, 'POST', `/canteen-staff/${staff}/health-certificates`, {
      number: 'JK-0815',
      ...yearAround(today),
    });
    return view.certificates[0].id as string;
  };
  const cook = await hire('陈厨师');
  await api('F001', 'POST', `/health-certificates/${await enter(cook)}/verify`, {}, 1);
  await enter(await hire('孙师傅'));
  await api(login, 'POST', at('checks'));
  await api(login, 'POST', at('meetings'), {
    held_on: today,
    attendees: '校长、总务主任、食堂管理员',
    problems: '冷柜温度偏高一次',
    decisions: '换密封条，食堂管理员负责，本周完成',
  });
  const { id: incident } = await api('F001', 'POST', at('incidents'), {
    said: '演练：两名学生腹痛',
    unwell: 2,
  });
  const { id: check } = await api(login, 'POST', at('morning-checks'), {
    lines: [{ staff_id: cook, temperature: '36.5', hands_clean: true, fit: true }],
  });
  await api(login, 'POST', at('menus'), {
    day: today,
    meal: 'lunch',
    dishes: [{ name: '番茄炒蛋', quantities: '番茄 80 g，鸡蛋 50 g' }, { name: '米饭' }],
  });
  const taken = await api('F001', 'POST', at('food-samples'), {
    meal: 'lunch',
    keeper_id: cook,
    fridge: '1 号柜',
    samples: [{ dish: '番茄炒蛋', grams: 130 }],
  });
  const wiped = await api('F001', 'POST', at('disinfections'), {
    meal: 'lunch',
    object: '餐具',
    method: 'steam',
    temperature: 100,
    minutes: 10,
    operator_id: cook,
  });
  const strike = { reason: '时长写错了' };
  await api('F001', 'POST', `/canteen-records/${wiped.id}/strike`, strike, 1);
  const { id: accompanied } = await api(login, 'POST', at('accompanied-meals'), {
    meal: 'lunch',
    post: '总务主任',
    ratings: { taste: 'good', portion: 'fair', hygiene: 'good', service: 'good' },
    remark: '汤可以再热一点',
    problems: [{ text: '洗手池没水' }],
  });
  await api('F001', 'POST', at('leftovers'), {
    meal: 'lunch',
    happened_at: new Date(Date.now() - 86_400_000).toISOString(),
    weight: '3.5',
    handed_to: '环卫餐厨车',
    operator_id: cook,
  });
  const { id: training } = await api('F001', 'POST', at('trainings'), {
    topic: '夏季食品安全和留样操作',
    trainer: '县市场监管局 张科长',
    hours: '1.5',
    attended: [cook],
  });
  await api('F001', 'POST', at('surveys'), {
    of_whom: 'pupils',
    asked: 200,
    answered: 180,
    satisfied: 165,
    remark: '汤可以再热一点',
    answer: '换了保温桶',
  });
  const { id: outside } = await api('F001', 'POST', at('outside-inspections'), {
    authority: 'market',
    inspectors: '县市场监管局 张三、李四',
    result: 'rectify',
    findings: [
      { said: '冷藏柜没有温度计', responsible_id: officer, due_on: plus(today, 7) },
      { said: '洗碗间地漏堵', responsible_id: officer, due_on: plus(today, 7), report: {} },
    ],
  });
  // Another canteen, which somebody else runs: its contract is too long and ends under a licence that ends before.
  const { id: second } = await api(login, 'POST', '/canteens', {
    // After the first by name: what is shown without a choice stays as it is.
    name: '送餐点',
    mode: 'delivered',
    place_id: room,
    diners: 320,
    meals: ['lunch'],
    officer_id: officer,
  });
  await api(login, 'POST', `/canteens/${second}/contracts`, {
    contractor: '青禾餐饮',
    starts_on: plus(today, -700),
    ends_on: plus(today, 50),
    licence_number: 'JY23301060001234',
    licence_expires_on: plus(today, 20),
    contact: '钱经理',
    phone: '13800001234',
  });
  return {
    canteen: canteen as string,
    sample: taken.items[0].id as string,
    struckOut: wiped.id as string,
    accompanied: accompanied as string,
    check: check as string,
    incident: incident as string,
    training: training as string,
    outside: outside as string,
    contracted: second as string,
  };
}
