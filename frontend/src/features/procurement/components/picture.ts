import type { AttachmentView } from '@/api/schema';

/** A photographed paper is kept as a document; it is looked at like any photo. */
export function asPicture(document: AttachmentView): AttachmentView {
  return document.media_type.startsWith('image/') ? { ...document, kind: 'photo' } : document;
}
