import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CaseRow } from '@/api/schema';
import { DateText } from '@/ui/DateText';
import { CaseBadges, CategoryMark, caseTitle } from './CaseBits';
import classes from './CaseCard.module.css';

interface Props {
  row: CaseRow;
  /** Set where the heading above names the building already. */
  place?: string;
  children?: ReactNode;
}

/** A case in a list on a phone. Its link covers the card; buttons given as children stay above it. */
export function CaseCard({ row, place = row.location.path, children }: Props) {
  return (
    <article className={classes.card}>
      <CategoryMark category={row.category} />
      <div className={classes.body}>
        <Link to="/repairs/$caseId" params={{ caseId: row.id }} className={classes.link}>
          {caseTitle(row)}
        </Link>
        <p className={classes.badges}>
          <CaseBadges {...row} />
        </p>
        {row.text ? <p className={classes.text}>{row.text}</p> : null}
        <p className={classes.meta}>
          <span>{place}</span>
          <span>{row.reporter_name}</span>
          <DateText value={row.reported_at} />
        </p>
      </div>
      {children}
    </article>
  );
}
