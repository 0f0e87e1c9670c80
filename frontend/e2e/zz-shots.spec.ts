import { mkdirSync } from 'node:fs';
import { test } from './furnished-school';
test.describe.configure({ timeout: 170_000 });
test('shots', async ({ page, context, furnished, scheme, isMobile, locale }) => {
  mkdirSync('/tmp/r-pics', { recursive: true });
  await context.addCookies(furnished.office);
  const at: [string, string][] = [
    ['list', '/goods-receipts'],
    ['unposted', '/goods-receipts?view=unposted'],
    ['choose', '/goods-receipts/new'],
    ['accepted', `/goods-receipts/${furnished.accepted}`],
    ['inspecting', `/goods-receipts/${furnished.inspecting}`],
    ['posted', `/goods-receipts/${furnished.posted}`],
    ['print', `/goods-receipts/${furnished.accepted}/print`],
    ['new', `/goods-receipts/new?order=${furnished.coming}`],
  ];
  const shots: string[] = [];
  const shoot = async (name: string) => {
    await page.waitForTimeout(400);
    shots.push((await page.screenshot({ fullPage: true })).toString('base64'));
    void name;
  };
  for (const [name, path] of at) {
    await page.goto(furnished.url + path);
    await page.locator('h1').waitFor();
    await page.waitForTimeout(600);
    await shoot(name);
    if (name === 'accepted') {
      await scheme('dark');
      await shoot('dark');
      await scheme('light');
    }
    if (name === 'new') {
      await page.locator('[data-path="lines.0.accepted"]').fill('2');
      await page.locator('form button[type=submit]').filter({ visible: true }).first().click();
      await shoot('wrong');
      await scheme('dark');
      await shoot('wrong-dark');
    }
  }
  await page.goto('about:blank');
  for (let from = 0; from < shots.length; from += 4) {
    const some = shots.slice(from, from + 4);
    const html = some.map((one) => `<img style="width:${isMobile ? 390 : 700}px;margin:4px;border:1px solid red;vertical-align:top" src="data:image/png;base64,${one}">`).join('');
    await page.setViewportSize({ width: isMobile ? 1640 : 1440, height: 900 });
    await page.setContent(`<body style="margin:0">${html}</body>`);
    await page.screenshot({ path: `/tmp/r-pics/sheet-${isMobile ? 'phone' : 'desk'}-${locale}-${from / 4}.png`, fullPage: true });
  }
});
