import { Button } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { problemOf } from '@/api/problem';
import type { AttachmentView } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { FileAddress } from './AttachedFiles';
import classes from './AttachedFiles.module.css';
import { DateText } from './DateText';
import { Dialog } from './Dialog';
import { fileSize } from './file-size';
import { IconButton } from './IconButton';
import { IconChevronLeft, IconChevronRight, IconDownload, IconTrash } from './icons';
import { announce } from './notices';

interface Props<F extends AttachmentView> {
  /** All of them: from one photo one goes on to the next. */
  files: readonly F[];
  address: FileAddress;
  /** Null: closed. */
  shown: F | null;
  onShow: (file: F | null) => void;
  /** Left out: nobody here takes anything off. */
  onRemove?: (file: F) => Promise<void>;
  mayRemove?: (file: F) => boolean;
}

/** A photo large, or a document to be saved; who added it, and the way to take it off. Arrow keys go to the next one. */
export function FileViewer<F extends AttachmentView>(props: Props<F>) {
  const { files, address, shown, onShow, onRemove, mayRemove } = props;
  const title = shown ? (shown.caption ?? shown.file_name) : '';
  const at = files.findIndex((file) => file.id === shown?.id);
  function go(step: 1 | -1): void {
    const next = files[(at + step + files.length) % files.length];
    if (next) {
      onShow(next);
    }
  }
  function key(event: KeyboardEvent): void {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      event.preventDefault();
      go(event.key === 'ArrowLeft' ? -1 : 1);
    }
  }
  return (
    <Dialog title={title} open={shown !== null} onClose={() => onShow(null)}>
      {shown ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: the keys are a short cut for the two buttons inside
        <div className={classes.large} onKeyDown={key}>
          {files.length > 1 ? <Walk at={at} count={files.length} onGo={go} /> : null}
          <Shown file={shown} title={title} address={address} />
          <p className={classes.added}>
            {m.files_added_by({ name: shown.added_by_name })} <DateText value={shown.added_at} />
          </p>
          {onRemove && (mayRemove?.(shown) ?? true) ? (
            <Remove
              key={shown.id}
              onRemove={async () => {
                await onRemove(shown);
                announce(m.files_removed(), title);
                onShow(null);
              }}
            />
          ) : null}
        </div>
      ) : null}
    </Dialog>
  );
}

interface ShownProps {
  file: AttachmentView;
  title: string;
  address: FileAddress;
}

function Shown({ file, title, address }: ShownProps) {
  return file.kind === 'photo' ? (
    <img
      src={address(file.id, 1600)}
      alt={title}
      width={file.width ?? undefined}
      height={file.height ?? undefined}
    />
  ) : (
    <a className={classes.save} href={address(file.id)} download>
      <IconDownload size={20} stroke={1.6} aria-hidden />
      <span>{m.files_save({ name: file.file_name, size: fileSize(file.bytes) })}</span>
    </a>
  );
}

function Walk({ at, count, onGo }: { at: number; count: number; onGo: (step: 1 | -1) => void }) {
  return (
    <div className={classes.walk}>
      <IconButton label={m.files_previous()} onClick={() => onGo(-1)}>
        <IconChevronLeft size={22} aria-hidden />
      </IconButton>
      <p aria-live="polite">{m.files_which({ at: at + 1, count })}</p>
      <IconButton label={m.files_next()} onClick={() => onGo(1)} first>
        <IconChevronRight size={22} aria-hidden />
      </IconButton>
    </div>
  );
}

function Remove({ onRemove }: { onRemove: () => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  async function remove(): Promise<void> {
    setBusy(true);
    try {
      await onRemove();
    } catch (error) {
      setRefusal(problemOf(error)?.detail ?? m.files_no_answer());
    } finally {
      setBusy(false);
    }
  }
  return (
    <div>
      <Button
        variant="default"
        size="md"
        loading={busy}
        leftSection={<IconTrash size={18} aria-hidden />}
        onClick={() => void remove()}
      >
        {m.files_remove()}
      </Button>
      {refusal ? (
        <p role="alert" className={classes.refusal}>
          {refusal}
        </p>
      ) : null}
    </div>
  );
}
