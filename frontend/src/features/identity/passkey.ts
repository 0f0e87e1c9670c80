/** What the browser is asked for passkeys, and what it answers, as JSON of WebAuthn level 3. Older browsers know no JSON. */

type Answer = Record<string, unknown>;

/** Makes a passkey. Throws a DOMException when nothing came of it. */
export async function makePasskey(options: unknown): Promise<Answer> {
  const json = options as PublicKeyCredentialCreationOptionsJSON;
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON?.(json) ?? creation(json);
  return answered(await navigator.credentials.create({ publicKey }));
}

/** Asks for any passkey of this site. Throws a DOMException when none was given. */
export async function askPasskey(options: unknown): Promise<Answer> {
  const json = options as PublicKeyCredentialRequestOptionsJSON;
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON?.(json) ?? request(json);
  return answered(await navigator.credentials.get({ publicKey }));
}

function answered(credential: Credential | null): Answer {
  if (!(credential instanceof PublicKeyCredential)) {
    throw new DOMException('no passkey', 'NotAllowedError');
  }
  return typeof credential.toJSON === 'function'
    ? (credential.toJSON() as unknown as Answer)
    : written(credential);
}

function creation(json: PublicKeyCredentialCreationOptionsJSON) {
  return {
    ...json,
    challenge: bytes(json.challenge),
    user: { ...json.user, id: bytes(json.user.id) },
    excludeCredentials: json.excludeCredentials?.map(known),
  } as PublicKeyCredentialCreationOptions;
}

function request(json: PublicKeyCredentialRequestOptionsJSON) {
  return {
    ...json,
    challenge: bytes(json.challenge),
    allowCredentials: json.allowCredentials?.map(known),
  } as PublicKeyCredentialRequestOptions;
}

function known(credential: PublicKeyCredentialDescriptorJSON) {
  return { ...credential, id: bytes(credential.id) };
}

/** What `toJSON` would say. */
function written(credential: PublicKeyCredential): Answer {
  const { response } = credential;
  const own =
    response instanceof AuthenticatorAttestationResponse
      ? {
          attestationObject: text(response.attestationObject),
          authenticatorData: text(response.getAuthenticatorData()),
          publicKey: text(response.getPublicKey() ?? new ArrayBuffer()),
          publicKeyAlgorithm: response.getPublicKeyAlgorithm(),
          transports: response.getTransports(),
        }
      : response instanceof AuthenticatorAssertionResponse
        ? {
            authenticatorData: text(response.authenticatorData),
            signature: text(response.signature),
            userHandle: text(response.userHandle ?? new ArrayBuffer()),
          }
        : {};
  return {
    id: credential.id,
    rawId: credential.id,
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: text(response.clientDataJSON), ...own },
  };
}

/** base64url without padding, both ways. */
function bytes(encoded: string): Uint8Array<ArrayBuffer> {
  const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const binary = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
