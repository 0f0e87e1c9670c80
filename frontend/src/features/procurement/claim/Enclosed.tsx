import { m } from '@/i18n/messages';
import { fileSize } from '@/ui/file-size';
import classes from './ClaimPacket.module.css';
import { DrawnPdf } from './DrawnPdf';
import { useByHand } from './drawn';
import { type Enclosure, howPrinted } from './enclosures';

/** Files as they are bound in: pictures and the pages of a PDF are printed here, what is neither is asked for by name. */
export function Enclosed({ enclosures }: { enclosures: readonly Enclosure[] }) {
  return (
    <>
      <ByHand enclosures={enclosures} saved />
      {enclosures.map(({ file, address }) => {
        const how = howPrinted(file);
        if (how === 'pdf') {
          return <DrawnPdf key={file.id} file={file} address={address} />;
        }
        return how === 'picture' ? <Picture key={file.id} file={file} address={address} /> : null;
      })}
    </>
  );
}

function Picture({ file, address }: Enclosure) {
  return (
    <figure className={classes.picture}>
      <img
        src={address(file.id, 1600)}
        alt={file.file_name}
        width={file.width ?? undefined}
        height={file.height ?? undefined}
      />
    </figure>
  );
}

interface ByHandProps {
  enclosures: readonly Enclosure[];
  /** Each can be saved here, to be printed by itself. */
  saved?: boolean;
}

/** What nobody finds in this print and has to put in himself; nothing where it is all there. */
export function ByHand({ enclosures, saved }: ByHandProps) {
  const missing = useByHand(enclosures);
  if (missing.length === 0) {
    return null;
  }
  return (
    <div>
      <p>{m.papers_by_hand()}</p>
      <ul className={classes.lacks}>
        {missing.map(({ file, address, text }) => (
          <li key={file.id}>
            {text}
            {saved ? (
              <p data-screen-only>
                <a href={address(file.id)} download className={classes.save}>
                  {m.files_save({ name: file.file_name, size: fileSize(file.bytes) })}
                </a>
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
