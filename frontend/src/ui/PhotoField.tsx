import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { upload, uploadAtSign } from '@/api/uploads';
import { m } from '@/i18n/messages';
import { PhotoPicker } from './PhotoPicker';
import classes from './PhotoPicker.module.css';
import { useUploads } from './use-uploads';

interface Props {
  label: string;
  most: number;
  /** Uploads that the form already has: of a draft that was kept on this device. */
  value: readonly string[];
  onChange: (ids: string[]) => void;
  /** While one is on its way, or failed and neither sent again nor taken back. */
  onWaiting: (waiting: boolean) => void;
  /** Of the whole form: the server names the upload that it refuses. */
  errors: Record<string, string>;
  /** Where the ids stand in the form; in a line of it, the whole way there. */
  path?: string;
  /** At a door, where nobody is signed in. */
  signCode?: string;
}

/** The photos of a form: the field holds the ids of their uploads. Loaded when somebody reaches for it. */
export function PhotoField(props: Props) {
  const { label, most, value, onChange, onWaiting, errors, signCode, path = 'upload_ids' } = props;
  const [kept, setKept] = useState(value);
  const { photos, add, remove, retry } = useUploads(
    most - kept.length,
    signCode ? uploadAtSign(signCode) : upload,
  );
  const error = Object.keys(errors).find((at) => at === path || at.startsWith(`${path}.`));
  const told = useRef({ onChange, onWaiting });
  told.current = { onChange, onWaiting };
  const waiting = photos.some((photo) => photo.state !== 'sent');
  const ids = [...kept, ...photos.flatMap(({ id }) => (id ? [id] : []))].join();
  useEffect(() => told.current.onChange(ids ? ids.split(',') : []), [ids]);
  useEffect(() => told.current.onWaiting(waiting), [waiting]);
  return (
    <div data-path={path} tabIndex={-1}>
      <PhotoPicker
        label={label}
        photos={photos}
        most={most - kept.length}
        onAdd={add}
        onRemove={remove}
        onRetry={retry}
      />
      {kept.length > 0 ? (
        <p className={classes.kept}>
          {m.files_kept({ count: kept.length })}
          <Button variant="subtle" onClick={() => setKept([])}>
            {m.files_drop_kept()}
          </Button>
        </p>
      ) : null}
      {error ? (
        <p role="alert" className={classes.refusal}>
          {errors[error]}
        </p>
      ) : null}
    </div>
  );
}
