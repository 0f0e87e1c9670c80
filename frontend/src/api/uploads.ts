import { api, read } from './client';
import type { UploadView } from './schema';

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
