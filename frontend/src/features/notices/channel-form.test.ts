import { expect, test } from 'vitest';
import { body, initial } from './channel-form';

test('a robot has topics and no mail, a mail server has mail and no topics', () => {
  const robot = body({ ...initial(null), name: '总务群', address: ' https://x ', secret: 's' });
  expect(robot).toMatchObject({ kind: 'wecom', address: 'https://x', timing: 'digest' });
  expect(robot.secret).toBeUndefined();
  expect(robot.mail).toBeUndefined();
  expect(robot.topics).toContain('repair_case.danger');
  const server = body({ ...initial(null), kind: 'smtp', from: 'a@b.cn', secret: 'p' });
  expect(server.topics).toEqual([]);
  expect(server.mail).toEqual({ port: 465, security: 'tls', from: 'a@b.cn', user_name: null });
  expect(server.secret).toBe('p');
});
