import { expect, test } from 'vitest';
import { deviceName } from './device';

test('names a device as its owner would', () => {
  const wechat =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.49';
  expect(deviceName(wechat)).toBe('iPhone · WeChat');
  const edge =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0';
  expect(deviceName(edge)).toBe('Windows · Edge');
  expect(deviceName('curl/8.5')).toBe('curl/8.5');
  expect(deviceName('')).toBeNull();
});
