import { afterEach, expect, test, vi } from 'vitest';
import { askPasskey, makePasskey } from './passkey';

afterEach(() => vi.unstubAllGlobals());

class Credential {
  id = 'AQID';
  type = 'public-key';
  authenticatorAttachment = null;
  response: unknown;

  constructor(response: unknown) {
    this.response = response;
  }

  getClientExtensionResults() {
    return {};
  }
}

class Assertion {
  clientDataJSON = new Uint8Array([123, 125]).buffer;
  authenticatorData = new Uint8Array([251, 255]).buffer;
  signature = new Uint8Array([1]).buffer;
  userHandle = null;
}

test('a browser that knows no JSON is asked in bytes and understood', async () => {
  const get = vi.fn(async () => new Credential(new Assertion()));
  vi.stubGlobal('PublicKeyCredential', Credential);
  vi.stubGlobal('AuthenticatorAttestationResponse', class {});
  vi.stubGlobal('AuthenticatorAssertionResponse', Assertion);
  vi.stubGlobal('navigator', { credentials: { get } });
  const answer = await askPasskey({ challenge: '-_8', rpId: 'localhost' });
  expect(get).toHaveBeenCalledWith({
    publicKey: {
      challenge: new Uint8Array([251, 255]),
      rpId: 'localhost',
      allowCredentials: undefined,
    },
  });
  expect(answer).toMatchObject({
    id: 'AQID',
    rawId: 'AQID',
    response: { clientDataJSON: 'e30', authenticatorData: '-_8', signature: 'AQ', userHandle: '' },
  });
});

test('a browser that knows JSON does it all', async () => {
  const create = vi.fn(async () => Object.assign(new Credential({}), { toJSON: () => 'written' }));
  const read = { parseCreationOptionsFromJSON: () => 'read' };
  vi.stubGlobal('PublicKeyCredential', Object.assign(Credential, read));
  vi.stubGlobal('navigator', { credentials: { create } });
  expect(await makePasskey({})).toBe('written');
  expect(create).toHaveBeenCalledWith({ publicKey: 'read' });
});

test('no passkey is a refusal', async () => {
  vi.stubGlobal('PublicKeyCredential', Credential);
  vi.stubGlobal('navigator', { credentials: { get: async () => null } });
  await expect(askPasskey({ challenge: '' })).rejects.toThrow('no passkey');
});
