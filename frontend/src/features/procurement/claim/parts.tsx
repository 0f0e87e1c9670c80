import type { ReactNode } from 'react';
import { useMe } from '@/api/me';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import paper from '@/ui/Paper.module.css';
import classes from './ClaimPacket.module.css';

interface PartProps {
  title: string;
  number: string;
  /** The first stands where the printer begins anyway. */
  first?: boolean;
  children: ReactNode;
}

/** One paper of the packet, on a page of its own. */
export function Part({ title, number, first, children }: PartProps) {
  const { school } = useMe();
  return (
    <div className={first ? undefined : classes.part}>
      <article className={paper.paper}>
        <header className={paper.head}>
          <p>{school.name}</p>
          <p className={paper.title}>{title}</p>
          <p className={paper.number}>{number}</p>
        </header>
        {children}
        <p className={paper.printed}>
          {m.papers_printed_on({ date: formatExact(new Date().toISOString()) })}
        </p>
      </article>
    </div>
  );
}

/** What is known, a pair a line. */
export function Known({ items }: { items: readonly { label: string; value: ReactNode }[] }) {
  return (
    <table className={[paper.table, classes.known].join(' ')}>
      <tbody>
        {items.map(({ label, value }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
