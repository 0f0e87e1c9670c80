import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { m } from '@/i18n/messages';
import classes from './ClaimPacket.module.css';
import { drawnQuery } from './drawn';
import { type DrawnPage, type Enclosure, isUpright } from './enclosures';

/** A PDF page by page, as the printer puts it on paper. Why it cannot be is said where the packet lists what is put in by hand. */
export function DrawnPdf({ file, address }: Enclosure) {
  const { data, isError, refetch } = useQuery(drawnQuery(address(file.id)));
  const name = file.file_name;
  if (isError) {
    return (
      <div>
        <p>{m.papers_draw_failed({ name })}</p>
        <Button variant="default" size="md" data-screen-only onClick={() => void refetch()}>
          {m.ui_retry()}
        </Button>
      </div>
    );
  }
  if (!data) {
    return <p>{m.papers_drawing({ name })}</p>;
  }
  if ('unreadable' in data) {
    return null;
  }
  return data.pages.map((page, index) => (
    <Sheet
      // biome-ignore lint/suspicious/noArrayIndexKey: a page is known by where it stands
      key={index}
      page={page}
      text={m.papers_drawn_page({ name, page: index + 1, total: data.total })}
    />
  ));
}

function Sheet({ page, text }: { page: DrawnPage; text: string }) {
  const address = useAddress(page.image);
  return (
    <figure className={isUpright(page) ? classes.upright : classes.picture}>
      {address ? (
        <img src={address} alt={text} width={page.width} height={page.height} decoding="sync" />
      ) : null}
    </figure>
  );
}

/** By which the browser shows it, for as long as it is shown. */
function useAddress(image: Blob): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(image);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [image]);
  return address;
}
