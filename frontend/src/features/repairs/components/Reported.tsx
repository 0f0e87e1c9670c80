import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { RepairCategory } from '@/api/schema';
import { m } from '@/i18n/messages';
import { CopyButton } from '@/ui/CopyButton';
import { IconCircleCheck } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { SubmitBar } from '@/ui/SubmitBar';
import { CategoryMark } from './CaseBits';
import classes from './Reported.module.css';

interface ReportedCase {
  number: string;
  category: RepairCategory;
  category_title: string;
  state_text: string;
  follow_up_code?: string | null;
  /** Known to those signed in. */
  id?: string;
}

interface Props {
  cases: readonly ReportedCase[];
  signedIn: boolean;
  onAnother: () => void;
}

/** It has arrived: what its number is, who has it, how to look again. */
export function Reported({ cases, signedIn, onAnother }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <section className={classes.done} aria-labelledby="reported">
      <div className={classes.title}>
        <IconCircleCheck size={36} stroke={1.5} aria-hidden />
        <h2 id="reported" ref={heading} tabIndex={-1}>
          {m.repairs_reported()}
        </h2>
        <p>{signedIn ? m.repairs_reported_signed_in() : m.repairs_reported_anonymous()}</p>
      </div>
      <ul className={classes.cases}>
        {cases.map((row) => (
          <li key={row.number} className={classes.case}>
            <CategoryMark category={row.category} />
            <div className={classes.what}>
              <p className={classes.name}>
                {row.id ? (
                  <Link to="/repairs/$caseId" params={{ caseId: row.id }}>
                    {row.category_title}
                  </Link>
                ) : (
                  row.category_title
                )}
              </p>
              <p className={classes.meta}>
                <span>{row.state_text}</span>
                <span>{row.number}</span>
              </p>
            </div>
            {row.follow_up_code ? <FollowUp code={row.follow_up_code} /> : null}
          </li>
        ))}
      </ul>
      <SubmitBar>
        {signedIn ? (
          <LinkButton to="/repairs" search={{ view: 'reported_by_me' }} variant="default">
            {m.repairs_see_mine()}
          </LinkButton>
        ) : null}
        <Button onClick={onAnother}>{m.repairs_another()}</Button>
      </SubmitBar>
    </section>
  );
}

function FollowUp({ code }: { code: string }) {
  return (
    <div className={classes.follow}>
      <p>
        {m.repairs_follow_up_code()} <strong className={classes.code}>{code}</strong>
      </p>
      <div className={classes.links}>
        <LinkButton to="/f/$code" params={{ code }} variant="light">
          {m.repairs_follow_up()}
        </LinkButton>
        <CopyButton label={m.repairs_copy_link()} text={`${window.location.origin}/f/${code}`} />
      </div>
    </div>
  );
}
