import { openProvider } from './openid-provider';
import { expect, forgetWho, openSchool, test } from './real-school';

// Signing in by a provider: linked once by its owner, then a button; and what is said when it does not work.
test.use({ allowConsole: /status of 40[01]/ });

test('an account is linked, signs in by the provider and is unlinked', async ({
  page,
  playwright,
  axe,
  targets,
}) => {
  const provider = await openProvider();
  const { school, close } = await openSchool(playwright, ['--openid-issuer', provider.issuer]);
  try {
    await school.setUp();
    await school.person('李老师', 'T001', ['staff']);
    const button = page.getByRole('button', {
      name: /^(用区统一认证登录|Sign in with 区统一认证)$/,
    });
    const yes = page.getByRole('link', { name: 'yes' });

    // Not linked yet: told what to do, and the password is a step away.
    provider.knows('4711');
    await page.goto(`${school.url}/sign-in?next=/me`);
    await button.click();
    await yes.click();
    await expect(page.getByRole('alert')).toHaveText(/还没有关联|not linked to anybody here yet/);
    await expect(page).toHaveURL(`${school.url}/signed-in`);
    await axe();
    await targets();
    await page.getByRole('link', { name: /^(回到登录|Back to sign-in)$/ }).click();

    await school.signIn(page, 'T001');
    await page.goto(`${school.url}/me/security`);
    await page.getByRole('button', { name: /^(关联账号|Link my account)$/ }).click();
    await page.locator('[data-path=password]').fill('stone-bridge-42');
    await page.getByRole('dialog').locator('button[type=submit]').click();
    await yes.click();
    await expect(page).toHaveURL(`${school.url}/me/security`);
    await expect(page.getByText(/^(关联于|Linked) /)).toBeVisible();

    await forgetWho(page);
    await page.goto(`${school.url}/sign-in?next=/me`);
    await button.click();
    await page.getByRole('link', { name: 'no' }).click();
    await expect(page.getByRole('alert')).toHaveText(/那边没有登录|did not sign in over there/);
    await page.goto(`${school.url}/sign-in?next=/me`);
    await button.click();
    await yes.click();
    await expect(page).toHaveURL(`${school.url}/me`);
    await expect(page.getByText('李老师').first()).toBeVisible();
    // The address with the code in it is no way back.
    await page.goBack();
    await expect(page).not.toHaveURL(/code=/);

    await page.goto(`${school.url}/me/security`);
    await page.getByRole('button', { name: /^(取消关联|Remove the link)$/ }).click();
    await expect(page.getByRole('button', { name: /^(关联账号|Link my account)$/ })).toBeVisible();
  } finally {
    await close();
    provider.close();
  }
});
