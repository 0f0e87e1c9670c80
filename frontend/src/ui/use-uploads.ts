import { useEffect, useRef, useState } from 'react';
import { problemOf } from '@/api/problem';
import { type Send, upload } from '@/api/uploads';
import { m } from '@/i18n/messages';
import { compress, UnreadablePhoto } from '@/offline/photo';
import { uuid } from '@/offline/uuid';

/** A picked photo on its way: made small, sent, and there. */
export interface PickedPhoto {
  key: string;
  name: string;
  /** Shown as soon as it is small: a dozen of full size would be too much for a phone. */
  preview?: string;
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

function forget(wanted: Map<string, string | null>, key: string): void {
  const preview = wanted.get(key);
  wanted.delete(key);
  if (preview) {
    URL.revokeObjectURL(preview);
  }
}

/** Photos are made small and sent one after the other: a phone has memory for one. */
export function useUploads(most: number, sendFile: Send = upload): Uploads {
  const [photos, setPhotos] = useState<readonly PickedPhoto[]>([]);
  const line = useRef<Promise<void>>(Promise.resolve());
  /** What is still wanted, with the preview once there is one. */
  const wanted = useRef(new Map<string, string | null>());

  useEffect(() => {
    const previews = wanted.current;
    return () => {
      for (const key of [...previews.keys()]) {
        forget(previews, key);
      }
    };
  }, []);

  function change(key: string, to: Partial<PickedPhoto>): void {
    setPhotos((all) => all.map((photo) => (photo.key === key ? { ...photo, ...to } : photo)));
  }

  async function send(key: string, file: File): Promise<void> {
    if (!wanted.current.has(key)) {
      return;
    }
    try {
      change(key, { state: 'preparing', error: undefined });
      const small = await compress(file);
      if (!wanted.current.has(key)) {
        return;
      }
      const preview = wanted.current.get(key) ?? URL.createObjectURL(small);
      wanted.current.set(key, preview);
      change(key, { state: 'sending', preview });
      const { id } = await sendFile(small, file.name, key);
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
        wanted.current.set(key, null);
        enqueue(key, file);
        return { key, name: file.name, state: 'preparing' as const, file };
      });
      setPhotos((all) => [...all, ...picked]);
    },
    remove: (key) => {
      forget(wanted.current, key);
      setPhotos((all) => all.filter((photo) => photo.key !== key));
    },
    retry: (key) => {
      const photo = photos.find((one) => one.key === key);
      if (photo) {
        enqueue(key, photo.file);
      }
    },
  };
}
