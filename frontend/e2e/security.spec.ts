import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, forgetWho, type RealSchool, test } from './real-school';

// How strongly somebody is known, on the real product with a clock that the test moves.
// A moved clock ends access tokens, a weighty step without proof is refused: the browser says so in its console.
test.use({ allowConsole: /status of (401|403|422)/ });
test.describe.configure({ timeout: 120_000 });

const PIN = '480215';
const HOURS = 1 / 24;
const PEOPLE = /^(人员|People)$/;

test('a weighty step asks once more who it is, and then goes through', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await school.setUp();
  const person = await school.person('李老师', 'T001', []);
  await school.signIn(page, 'A001');
  await page.goto(`${school.url}/me`);
  await page.getByRole('link', { name: /^(登录与安全|Sign-in and security)$/ }).click();
  await page.getByRole('button', { name: /^(设置 PIN|Set a PIN)$/ }).click();
  const dialog = page.getByRole('dialog');
  await page.locator('[data-path=pin]').fill('123456');
  await page.locator('[data-path=password]').fill('stone-bridge-42');
  await dialog.locator('button[type=submit]').click();
  await expect(dialog.getByText(/太好猜|Too easy/).first()).toBeVisible();
  await axe();
  await page.locator('[data-path=pin]').fill(PIN);
  await dialog.locator('button[type=submit]').click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: /^(换 PIN|Change the PIN)$/ })).toBeVisible();
  await axe();
  await targets();

  // Used now and then, the session lives on; the proof of this morning does not.
  await school.advance(11 * HOURS);
  await page.goto(`${school.url}/people/${person}`);
  await expect(page.getByRole('heading', { name: '李老师' })).toBeVisible();
  await school.advance(2 * HOURS);
  await page
    .getByRole('button', { name: /^(给身份|Grant a role)$/ })
    .first()
    .click();
  await page.getByRole('dialog').locator('input[value=staff]').check();
  await page.getByRole('dialog').locator('button[type=submit]').click();
  const asked = page.getByRole('dialog', { name: /是您本人吗|Is it you/ });
  await expect(asked.locator('[data-path=pin]')).toBeVisible();
  await axe();
  await targets();
  await asked.locator('[data-path=pin]').fill('902451');
  await asked.locator('button[type=submit]').click();
  await expect(asked.getByRole('alert')).toBeVisible();
  await asked.locator('[data-path=pin]').fill(PIN);
  await asked.locator('button[type=submit]').click();
  // What waited for it was sent once more, by itself.
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const grants = await school.api('A001', 'GET', '/role-grants?limit=200');
  const given = grants.items.filter((g: { person: { id: string } }) => g.person.id === person);
  expect(given).toHaveLength(1);
});

test('one-time codes are set up where the school asks for them', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await school.setUp();
  await askAdministrators(school);
  await page.goto(`${school.url}/sign-in?next=/people`);
  await page.locator('[data-path=login]').fill('A001');
  await page.locator('[data-path=password]').fill('stone-bridge-42');
  await page.locator('button[type=submit]').click();
  await expect(page).toHaveURL(/me\/security/);
  await expect(page.getByText(/学校要求|school asks/).first()).toBeVisible();
  await axe();
  await targets();
  await page.getByRole('button', { name: /^(开启动态验证码|Turn one-time codes on)$/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('[data-path=password]').fill('stone-bridge-42');
  await dialog.locator('button[type=submit]').click();
  const shown = dialog.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
  const secret = ((await shown.textContent()) ?? '').replaceAll(' ', '');
  await axe();
  await targets();
  await dialog.locator('[data-path=code]').fill(await code(school, secret, 0));
  await dialog.locator('button[type=submit]').click();
  await expect(dialog.getByRole('listitem')).toHaveCount(10);
  const recovery = (await dialog.getByRole('listitem').first().textContent()) ?? '';
  await axe();
  await targets();
  await dialog.getByRole('button', { name: /^(我已经收好|I have kept them)$/ }).click();
  await page.goto(`${school.url}/people`);
  await expect(page).toHaveURL(/people/);

  await forgetWho(page);
  await page.goto(`${school.url}/sign-in`);
  await page.locator('[data-path=login]').fill('A001');
  await page.locator('[data-path=password]').fill('stone-bridge-42');
  await page.locator('button[type=submit]').click();
  await expect(page.locator('[data-path=one_time_code]')).toBeVisible();
  await axe();
  await targets();
  await page.locator('[data-path=one_time_code]').fill(recovery);
  await page.locator('button[type=submit]').click();
  await expect(page).not.toHaveURL(/sign-in/);
});

test('a passkey is added, signs in without the password and proves once more who it is', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await school.setUp();
  const person = await school.person('李老师', 'T001', []);
  // A name, not an address: to browsers 127.0.0.1 has no passkeys.
  const url = school.url.replace('127.0.0.1', 'localhost');
  await withDevice(page);
  await page.goto(`${url}/sign-in?next=/me/security`);
  const byPasskey = page.getByRole('button', { name: /^(用通行密钥登录|Sign in with a passkey)$/ });
  await expect(byPasskey).toBeVisible();
  await axe();
  await targets();
  // Nobody has added one yet.
  await byPasskey.click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.locator('[data-path=login]').fill('A001');
  await page.locator('[data-path=password]').fill('stone-bridge-42');
  await page.locator('button[type=submit]').click();
  await page.getByRole('button', { name: /^(添加通行密钥|Add a passkey)$/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('[data-path=name]').fill('我的手机');
  await dialog.locator('[data-path=password]').fill('wrong-stone-42');
  await dialog.locator('button[type=submit]').click();
  await expect(dialog.getByText(/密码不对|password is wrong/).first()).toBeVisible();
  await axe();
  await targets();
  await dialog.locator('[data-path=password]').fill('stone-bridge-42');
  await dialog.locator('button[type=submit]').click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('我的手机')).toBeVisible();
  await axe();
  await targets();
  // The device has one already, and says so.
  await page.getByRole('button', { name: /^(添加通行密钥|Add a passkey)$/ }).click();
  await dialog.locator('[data-path=password]').fill('stone-bridge-42');
  await dialog.locator('button[type=submit]').click();
  await expect(dialog.getByText(/已经有您的通行密钥|passkey of yours already/)).toBeVisible();

  await forgetWho(page);
  await page.goto(`${url}/sign-in?next=/people`);
  await byPasskey.click();
  await expect(page).not.toHaveURL(/sign-in/);
  await expect(page.getByRole('heading', { name: PEOPLE })).toBeVisible();

  await school.advance(11 * HOURS);
  await page.goto(`${url}/people/${person}`);
  await expect(page.getByRole('heading', { name: '李老师' })).toBeVisible();
  await school.advance(2 * HOURS);
  await page
    .getByRole('button', { name: /^(给身份|Grant a role)$/ })
    .first()
    .click();
  await page.getByRole('dialog').locator('input[value=staff]').check();
  await page.getByRole('dialog').locator('button[type=submit]').click();
  const asked = page.getByRole('dialog', { name: /是您本人吗|Is it you/ });
  const prove = asked.getByRole('button', { name: /^(用通行密钥确认|Use a passkey)$/ });
  await expect(prove).toBeVisible();
  await axe();
  await targets();
  await prove.click();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.goto(`${url}/me/security`);
  await page.getByRole('button', { name: /我的手机/ }).click();
  await expect(page.getByText('我的手机')).toHaveCount(0);
  await forgetWho(page);
  await page.goto(`${url}/sign-in`);
  await byPasskey.click();
  await expect(page.getByRole('alert')).toContainText(/没有通过|not accepted/);
});

test('where the school asks for more than a password, the passkey is asked for', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await school.setUp();
  const url = school.url.replace('127.0.0.1', 'localhost');
  await withDevice(page);
  await askAdministrators(school);
  const byPassword = async () => {
    await page.goto(`${url}/sign-in?next=/people`);
    await page.locator('[data-path=login]').fill('A001');
    await page.locator('[data-path=password]').fill('stone-bridge-42');
    await page.locator('button[type=submit]').click();
    await expect(page).toHaveURL(/me\/security/);
  };
  await byPassword();
  await page.getByRole('button', { name: /^(添加通行密钥|Add a passkey)$/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('[data-path=password]').fill('stone-bridge-42');
  await dialog.locator('button[type=submit]').click();
  await expect(dialog).toBeHidden();
  await page.goto(`${url}/people`);
  await expect(page.getByRole('heading', { name: PEOPLE })).toBeVisible();

  await forgetWho(page);
  await byPassword();
  await expect(page.getByText(/再用通行密钥确认|Use your passkey/)).toBeVisible();
  await axe();
  await targets();
  await page.getByRole('button', { name: /^(用通行密钥确认|Use a passkey)$/ }).click();
  await expect(page.getByText(/再用通行密钥确认|Use your passkey/)).toHaveCount(0);
  await page.goto(`${url}/people`);
  await expect(page.getByRole('heading', { name: PEOPLE })).toBeVisible();
});

/** A device that keeps passkeys and always knows its owner's finger. */
async function withDevice(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** The school asks a second factor of its administrators, from today on. */
async function askAdministrators(school: RealSchool): Promise<void> {
  const sessions = await school.api('P001', 'GET', '/sessions');
  // The school's day, eight hours ahead.
  const day = new Date(Date.parse(sessions.items[0].created_at) + 8 * 3_600_000);
  await school.api(
    'P001',
    'PUT',
    '/policies/identity.second_factor',
    {
      value: 'administration',
      valid_from: day.toISOString().slice(0, 10),
      source: '校务会',
      reason: '网络安全',
    },
    0,
  );
}

/** What an authenticator shows, so many steps of the server's clock from now. */
async function code(school: RealSchool, secret: string, steps: number): Promise<string> {
  // The server's clock stands still: a session that begins tells it.
  const sessions = await school.api('P001', 'GET', '/sessions');
  const now = Date.parse(sessions.items[0].created_at) / 1000;
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30) + steps));
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const hash = createHmac('sha1', key).update(counter).digest();
  const offset = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
