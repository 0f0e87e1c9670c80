import type { AttachmentView } from '@/api/schema';
import classes from './AttachedFiles.module.css';
import { fileSize } from './file-size';
import { IconFileText } from './icons';

/** Where the browser gets a file: it sends the session by itself. */
export type FileAddress = (id: string, size?: 320 | 1600) => string;

interface Props {
  files: readonly AttachmentView[];
  address: FileAddress;
  onShow: (file: AttachmentView) => void;
}

/** Photos small, side by side; documents by name below them. Each opens large. */
export function AttachedFiles({ files, address, onShow }: Props) {
  const photos = files.filter((one) => one.kind === 'photo');
  const documents = files.filter((one) => one.kind === 'document');
  return (
    <>
      {photos.length > 0 ? (
        <ul className={classes.photos}>
          {photos.map((photo) => (
            <li key={photo.id}>
              <button type="button" className={classes.photo} onClick={() => onShow(photo)}>
                <img
                  src={address(photo.id, 320)}
                  alt={photo.caption ?? photo.file_name}
                  loading="lazy"
                />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {documents.length > 0 ? (
        <ul className={classes.documents}>
          {documents.map((document) => (
            <li key={document.id}>
              <button type="button" className={classes.document} onClick={() => onShow(document)}>
                <IconFileText size={20} stroke={1.6} aria-hidden />
                <span className={classes.name}>{document.caption ?? document.file_name}</span>
                <span className={classes.size}>{fileSize(document.bytes)}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
