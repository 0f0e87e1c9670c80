import { openMailServer } from './mail-server';
import { expect, forgetWho, openSchool, test } from './real-school';

// A forgotten password: a confirmed address, a link from the mail, a new password; and the office's slip where there is no mail.
test.use({ allowConsole: /status of (401|422)/ });
test.describe.configure({ timeout: 120_000 });

const NEW = 'another-stone-bridge-45';

test('an address is confirmed, and a forgotten password replaced by a link', async ({
  page,
  playwright,
  axe,
  targets,
}) => {
  const mail = await openMailServer();
  const { school, close } = await openSchool(playwright, ['--allow-private']);
  try {
    await school.setUp();
    await school.person('李老师', 'T001', ['staff']);
    await school.api('A001', 'POST', '/notice-channels', {
      kind: 'smtp',
      name: '学校邮箱',
      address: '127.0.0.1',
      mail: { port: mail.port, security: 'none', from: 'zongwu@school.cn' },
    });
    const link = async (nth: number, path: string) => {
      await expect.poll(() => mail.texts.length).toBe(nth);
      const found = mail.texts[nth - 1]?.match(/http:\S+/)?.[0] ?? '';
      expect(found.startsWith(`${school.outside}${path}#`), found).toBe(true);
      return found.replace(school.outside, school.url);
    };

    await school.signIn(page, 'T001');
    await page.goto(`${school.url}/me/security`);
    await page.getByRole('button', { name: /^(填写邮箱|Enter an address)$/ }).click();
    const dialog = page.getByRole('dialog');
    await page.locator('[data-path=address]').fill('li@school.cn');
    await page.locator('[data-path=password]').fill('stone-bridge-42');
    await axe();
    await targets();
    await dialog.locator('button[type=submit]').click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText(/已向 li@school\.cn|on its way to li@school\.cn/)).toBeVisible();

    await page.goto(await link(1, '/confirm-mail'));
    await expect(page).not.toHaveURL(/#/);
    await axe();
    await targets();
    await page.locator('button[type=submit]').click();
    await expect(page.getByText(/邮箱已确认|address is confirmed/)).toBeVisible();
    await page.goto(`${school.url}/me/security`);
    await expect(page.getByText(/链接发到 li@school\.cn|a link to li@school\.cn/)).toBeVisible();

    await forgetWho(page);
    await page.goto(`${school.url}/sign-in`);
    await page.getByRole('link', { name: /^(忘记密码？|Forgot your password\?)$/ }).click();
    await expect(page).toHaveURL(/\/forgot$/);
    // The address changes before the page does, and both have a field of that name.
    await expect(
      page.getByRole('heading', { name: /^(忘记密码|Forgotten password)$/ }),
    ).toBeVisible();
    await page.locator('[data-path=login]').fill('T001');
    await axe();
    await targets();
    await page.locator('button[type=submit]').click();
    await expect(page.getByText(/几分钟内就到|in a few minutes/)).toBeVisible();

    await page.goto(await link(2, '/j'));
    await expect(page.getByRole('heading', { name: /李老师/ })).toBeVisible();
    await page.locator('[data-path=password]').fill(NEW);
    await page.locator('button[type=submit]').click();
    await expect(page.getByText('T001')).toBeVisible();
    await page.goto(`${school.url}/notices`);
    await expect(page.getByText(/用邮件里的链接重设|set anew by a mailed link/)).toBeVisible();
  } finally {
    await close();
    mail.close();
  }
});

test('without a mail server the page points to the office', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await school.setUp();
  await page.goto(`${school.url}/forgot`);
  await expect(page.getByText(/没有设置邮件服务器|has no mail server/)).toBeVisible();
  await expect(page.getByText(/二维码|QR code/)).toBeVisible();
  await expect(page.locator('[data-path=login]')).toHaveCount(0);
  await axe();
  await targets();
});
