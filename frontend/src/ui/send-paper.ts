import { problemOf } from '@/api/problem';
import { upload } from '@/api/uploads';
import { m } from '@/i18n/messages';
import { compress, UnreadablePhoto } from '@/offline/photo';
import { uuid } from '@/offline/uuid';

/** What a paper comes as, for `accept` of an input: photographed, or electronic. */
export const PAPERS = 'image/jpeg,image/png,.pdf,.ofd';

/** Sends one paper of a form, a picture made small before; gives the id of its upload. */
export async function sendPaper(file: File): Promise<string> {
  const small = file.type.startsWith('image/') ? await compress(file) : file;
  return (await upload(small, file.name, uuid())).id;
}

/** Why it is not there, for people. */
export function whyNotSent(error: unknown): string {
  return error instanceof UnreadablePhoto
    ? m.files_unreadable()
    : (problemOf(error)?.detail ?? m.files_no_answer());
}
