import { type ChangeEvent, useId } from 'react';
import { m } from '@/i18n/messages';
import { IconButton } from './IconButton';
import { IconPhoto, IconX } from './icons';
import classes from './PhotoPicker.module.css';
import type { PickedPhoto } from './use-uploads';

interface Props {
  label: string;
  /** From useUploads. */
  photos: readonly PickedPhoto[];
  most: number;
  onAdd: (files: readonly File[]) => void;
  onRemove: (key: string) => void;
  onRetry: (key: string) => void;
}

const STATES: Record<PickedPhoto['state'], () => string> = {
  preparing: m.files_preparing,
  sending: m.files_sending,
  sent: m.files_sent,
  failed: m.files_failed,
};

/** Photos from the camera or the album: seen at once, each with how far it is and a way to take it back. */
export function PhotoPicker({ label, photos, most, onAdd, onRemove, onRetry }: Props) {
  const hint = useId();
  function picked(event: ChangeEvent<HTMLInputElement>): void {
    onAdd([...(event.currentTarget.files ?? [])]);
    // The same picture may be chosen again after it was taken back.
    event.currentTarget.value = '';
  }
  return (
    <div>
      <label className={classes.add} data-full={photos.length >= most || undefined}>
        <IconPhoto size={20} stroke={1.6} aria-hidden />
        {label}
        <input
          type="file"
          className="sr-only"
          accept="image/jpeg,image/png"
          multiple
          aria-describedby={hint}
          disabled={photos.length >= most}
          onChange={picked}
        />
      </label>
      <p id={hint} className={classes.hint}>
        {m.files_photo_hint({ most })}
      </p>
      <ul className={classes.photos} aria-live="polite">
        {photos.map((photo) => (
          <Picked
            key={photo.key}
            photo={photo}
            onRemove={() => onRemove(photo.key)}
            onRetry={() => onRetry(photo.key)}
          />
        ))}
      </ul>
    </div>
  );
}

interface PickedProps {
  photo: PickedPhoto;
  onRemove: () => void;
  onRetry: () => void;
}

function Picked({ photo, onRemove, onRetry }: PickedProps) {
  return (
    <li className={classes.photo} data-state={photo.state}>
      {photo.preview ? (
        <img src={photo.preview} alt="" />
      ) : (
        <span className={classes.blank}>
          <IconPhoto size={24} stroke={1.4} aria-hidden />
        </span>
      )}
      <div className={classes.words}>
        <p className={classes.name}>{photo.name}</p>
        <p className={classes.state}>{photo.error ?? STATES[photo.state]()}</p>
        {photo.state === 'failed' ? (
          <button type="button" className={classes.retry} onClick={onRetry}>
            {m.ui_retry()}
          </button>
        ) : null}
      </div>
      <IconButton label={m.files_take_back({ name: photo.name })} onClick={onRemove}>
        <IconX size={20} aria-hidden />
      </IconButton>
    </li>
  );
}
