import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { m } from '@/i18n/messages';
import { IconPhoto } from '@/ui/icons';

const PhotoField = lazy(async () => ({ default: (await import('@/ui/PhotoField')).PhotoField }));

type Props = Omit<Parameters<typeof PhotoField>[0], 'label'>;

/** Most reports have none: what makes photos small comes when the button is touched. */
export function Photos(props: Props) {
  const [asked, setAsked] = useState(props.value.length > 0);
  const button = (
    <Button
      variant="default"
      leftSection={<IconPhoto size={20} stroke={1.6} aria-hidden />}
      loading={asked}
      onClick={() => setAsked(true)}
    >
      {m.repairs_add_photos()}
    </Button>
  );
  return asked ? (
    <Suspense fallback={button}>
      <PhotoField label={m.repairs_add_photos()} {...props} />
    </Suspense>
  ) : (
    button
  );
}
