import { useEffect, useRef, useState } from 'react';
import { problemOf } from '@/api/problem';
import { upload } from '@/api/uploads';
import { m } from '@/i18n/messages';
import { compress, UnreadablePhoto } from '@/offline/photo';
import { uuid } from '@/offline/uuid';

/** A picked photo on its way: made small, sent, and there. */
export interface PickedPhoto {
  key: string;
  name: string;
  /** Shown at once, before anything is sent. */
  preview: string;
  state: 'preparing' | 'sending' | 'sent' | 'failed';
  /** The upload's id once it is sent. */
  id?: string;
  /** In words, when it failed. */
  error?: string;
  file: File;
}

interface Uploads {
  photos: readonly PickedPhoto[];
  add: (files: readonly File[]) => void;
  remove: (key: string) => void;
  retry: (key: string) => void;
}

/** Why a photo is not there, for people. */
function reason(error: unknown): string {
  if (error instanceof UnreadablePhoto) {
    return m.files_unreadable();
  }
  return problemOf(error)?.detail ?? m.files_no_answer();
}

/** Photos are made small and sent one after the other: a phone has memory for one. */
export function useUploads(most: number): Uploads {
  const [photos, setPhotos] = useState<readonly PickedPhoto[]>([]);
  const line = useRef<Promise<void>>(Promise.resolve());
  const shown = useRef(new Map<string, string>());

  useEffect(() => {
    const previews = shown.current;
    return () => {
      for (const url of previews.values()) {
        URL.revokeObjectURL(url);
      }
    };
  }, []);

  function change(key: string, to: Partial<PickedPhoto>): void {
    setPhotos((all) => all.map((photo) => (photo.key === key ? { ...photo, ...to } : photo)));
  }

  async function send(key: string, file: File): Promise<void> {
    // Removed while it waited.
    if (!shown.current.has(key)) {
      return;
    }
    try {
      change(key, { state: 'preparing', error: undefined });
      const small = await compress(file);
      change(key, { state: 'sending' });
      const { id } = await upload(small, file.name, key);
      change(key, { state: 'sent', id });
    } catch (error) {
      change(key, { state: 'failed', error: reason(error) });
    }
  }

  function enqueue(key: string, file: File): void {
    line.current = line.current.then(() => send(key, file));
  }

  return {
    photos,
    add: (files) => {
      const picked = files.slice(0, Math.max(0, most - photos.length)).map((file) => {
        const key = uuid();
        const preview = URL.createObjectURL(file);
        shown.current.set(key, preview);
        enqueue(key, file);
        return { key, name: file.name, preview, state: 'preparing' as const, file };
      });
      setPhotos((all) => [...all, ...picked]);
    },
    remove: (key) => {
      const preview = shown.current.get(key);
      shown.current.delete(key);
      setPhotos((all) => all.filter((photo) => photo.key !== key));
      if (preview) {
        URL.revokeObjectURL(preview);
      }
    },
    retry: (key) => {
      const photo = photos.find((one) => one.key === key);
      if (photo) {
        enqueue(key, photo.file);
      }
    },
  };
}
