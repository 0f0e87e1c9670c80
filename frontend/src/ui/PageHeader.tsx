import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { IconChevronLeft } from './icons';
import classes from './PageHeader.module.css';
import { usePageTitle } from './page-title';
import { SubmitBar } from './SubmitBar';

interface Props {
  title: string;
  /** A record's number, in small type above its name. */
  number?: string;
  /** State and other short facts beside or below the title. */
  facts?: ReactNode;
  /** Where this page hangs in the tree; the label names the place, not the act. */
  back?: { to: LinkProps['to']; params?: LinkProps['params']; label: string };
  /** The page's one primary act: here on desktops, at the thumb on phones. */
  primary?: ReactNode;
  /** Other acts. */
  actions?: ReactNode;
}

/** Number, name, state and acts on top of every page. Holds the page's only h1. */
export function PageHeader({ title, number, facts, back, primary, actions }: Props) {
  usePageTitle(number ? `${number} ${title}` : title);
  return (
    <header className={classes.header}>
      <div className={classes.lead}>
        {back ? (
          <Link to={back.to} params={back.params} className={classes.back}>
            <IconChevronLeft size={18} aria-hidden />
            {back.label}
          </Link>
        ) : null}
        {number ? <p className={classes.number}>{number}</p> : null}
        <h1 tabIndex={-1}>{title}</h1>
        {facts ? <div className={classes.facts}>{facts}</div> : null}
      </div>
      {actions || primary ? (
        <div className={classes.actions} data-screen-only>
          {actions}
          {primary ? <div className={classes.primary}>{primary}</div> : null}
        </div>
      ) : null}
      {primary ? <SubmitBar phoneOnly>{primary}</SubmitBar> : null}
    </header>
  );
}
