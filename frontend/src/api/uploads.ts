import { api, read } from './client';
import type { UploadView } from './schema';

/** How a file gets to the server. */
export type Send = (file: Blob, name: string, key: string) => Promise<UploadView>;

/** The same at a door, for whoever has no account; only the report at this sign may name it. */
export function uploadAtSign(code: string): Send {
  return (file, name, key) => {
    const pending = api.POST('/api/v1/signs/{code}/uploads', {
      params: {
        path: { code },
        header: { 'File-Name': encodeURIComponent(name), 'Idempotency-Key': key },
      },
      headers: { 'Content-Type': file.type || 'application/octet-stream' },
      body: file as unknown as string,
      bodySerializer: (body) => body,
    });
    return read(pending) as Promise<UploadView>;
  };
}

/** Sends one file as the body of a request. `key` makes a second attempt the same upload. */
export function upload(file: Blob, name: string, key: string): Promise<UploadView> {
  const pending = api.POST('/api/v1/uploads', {
    params: { header: { 'File-Name': encodeURIComponent(name), 'Idempotency-Key': key } },
    headers: { 'Content-Type': file.type || 'application/octet-stream' },
    // The description knows bytes only as a string.
    body: file as unknown as string,
    bodySerializer: (body) => body,
  });
  return read(pending) as Promise<UploadView>;
}
