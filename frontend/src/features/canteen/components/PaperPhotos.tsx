import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { AttachmentView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { AttachedFiles, type FileAddress } from '@/ui/AttachedFiles';
import { FileViewer } from '@/ui/FileViewer';
import { IconPhoto } from '@/ui/icons';

const PhotoField = lazy(async () => ({ default: (await import('@/ui/PhotoField')).PhotoField }));

type Props = Parameters<typeof PhotoField>[0];

/** What makes photos small comes when the button is touched. */
export function PaperPhotos(props: Props) {
  const [asked, setAsked] = useState(props.value.length > 0);
  const button = (
    <Button
      variant="default"
      leftSection={<IconPhoto size={20} stroke={1.6} aria-hidden />}
      loading={asked}
      onClick={() => setAsked(true)}
    >
      {props.label}
    </Button>
  );
  return asked ? (
    <Suspense fallback={button}>
      <PhotoField {...props} />
    </Suspense>
  ) : (
    <div>{button}</div>
  );
}

interface PaperProps {
  pages: readonly AttachmentView[];
  address: FileAddress;
}

/** The paper as it was photographed. */
export function Paper({ pages, address }: PaperProps) {
  const [shown, setShown] = useState<AttachmentView | null>(null);
  return pages.length > 0 ? (
    <section aria-label={m.canteen_paper()}>
      <AttachedFiles files={pages} address={address} onShow={setShown} />
      <FileViewer files={pages} address={address} shown={shown} onShow={setShown} />
    </section>
  ) : null;
}
