import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';

/** An OpenID Connect provider (authorization code flow, PKCE, ES256) with a page on which somebody signs in; `knows` is who that is. */
export async function openProvider(): Promise<{
  issuer: string;
  knows: (subject: string) => void;
  close: () => void;
}> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const given = new Map<string, { challenge: string; nonce: string; subject: string }>();
  let [issuer, subject] = ['', ''];

  function token(body: URLSearchParams): unknown {
    const known = given.get(body.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url');
    given.delete(body.get('code') ?? '');
    if (known?.challenge !== challenge) {
      return { error: 'invalid_grant' };
    }
    const about = { iss: issuer, aud: 'steward', sub: known.subject, nonce: known.nonce };
    // Far off: the clocks of these journeys are moved.
    const claims = { ...about, iat: 1_700_000_000, exp: 4_000_000_000 };
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part({ alg: 'ES256', kid: 'key' })}.${part(claims)}`;
    const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
    const signature = sign('sha256', Buffer.from(signed), key).toString('base64url');
    return { access_token: 'x', token_type: 'Bearer', id_token: `${signed}.${signature}` };
  }

  function page(asked: URLSearchParams): string {
    const code = `code-${given.size}-${subject}`;
    const [challenge, nonce] = [asked.get('code_challenge') ?? '', asked.get('nonce') ?? ''];
    given.set(code, { challenge, nonce, subject });
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.search = new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
    const refused = new URL(back);
    refused.search = new URLSearchParams({ error: 'access_denied' }).toString();
    return `<h1>Provider</h1><a href="${back}">yes</a> <a href="${refused}">no</a>`;
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', issuer);
    const said = answer(url, await text(request));
    const html = typeof said === 'string';
    const failed = !html && said !== null && typeof said === 'object' && 'error' in said;
    response.writeHead(failed ? 400 : 200, {
      'content-type': html ? 'text/html' : 'application/json',
    });
    response.end(html ? said : JSON.stringify(said));
  });

  function answer(url: URL, body: string): unknown {
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['ES256'],
        };
      case '/keys':
        return { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'key', alg: 'ES256' }] };
      case '/token':
        return token(new URLSearchParams(body));
      case '/authorize':
        return page(url.searchParams);
      default:
        return { error: 'not_found' };
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    issuer,
    knows: (whom) => {
      subject = whom;
    },
    close: () => server.close(),
  };
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
