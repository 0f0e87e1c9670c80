import type { AttachmentView } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { FileAddress } from '@/ui/AttachedFiles';
import classes from './ClaimPacket.module.css';

interface Props {
  files: readonly AttachmentView[];
  address: FileAddress;
}

/** Invoices as they are bound in: pictures are printed here, electronic ones are named, for each is printed by itself. */
export function Enclosed({ files, address }: Props) {
  const isPicture = ({ media_type: type }: AttachmentView) => type.startsWith('image/');
  const electronic = files.filter((file) => !isPicture(file));
  return (
    <>
      {electronic.length > 0 ? (
        <div>
          <p>{m.papers_enclosed({ count: electronic.length })}</p>
          <p data-screen-only>{m.papers_enclosed_text()}</p>
          <ul className={classes.lacks}>
            {electronic.map((file) => (
              <li key={file.id}>
                <a href={address(file.id)} download className={classes.file}>
                  {file.file_name}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {files.filter(isPicture).map((file) => (
        <figure key={file.id} className={classes.picture}>
          <img
            src={address(file.id, 1600)}
            alt={file.file_name}
            width={file.width ?? undefined}
            height={file.height ?? undefined}
          />
        </figure>
      ))}
    </>
  );
}
