import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { m } from '@/i18n/messages';
import { IconPhoto } from '@/ui/icons';

const PhotoField = lazy(async () => ({ default: (await import('@/ui/PhotoField')).PhotoField }));

type Props = Parameters<typeof PhotoField>[0];

/** Most items have none: what makes photos small comes when the button is touched. */
export function RoundPhotos(props: Props) {
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
    button
  );
}

/** The words of the button, for an item and for the slip. */
export const photoLabel = (slip: boolean): string =>
  slip ? m.inspections_add_slip() : m.inspections_add_photos();
