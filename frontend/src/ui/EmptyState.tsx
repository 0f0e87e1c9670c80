import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { m } from '@/i18n/messages';
import { type Icon, IconFilterOff, IconInbox } from './icons';
import classes from './states.module.css';

interface Props {
  /** What is not there: "还没有人报修". */
  title: string;
  /** Why, and what comes next. */
  text?: string;
  /** The next step, usually a <LinkButton>. */
  action?: ReactNode;
  icon?: Icon;
  /** When it is the whole page: the title is then the page's heading. */
  page?: boolean;
}

/** Nothing here yet. Says why and offers the next step; a bare "no data" helps nobody. */
export function EmptyState({ title, text, action, icon: StateIcon = IconInbox, page }: Props) {
  return (
    <div className={classes.state}>
      <StateIcon size={32} stroke={1.5} aria-hidden />
      {page ? (
        <h1 className={classes.title} tabIndex={-1}>
          {title}
        </h1>
      ) : (
        <p className={classes.title}>{title}</p>
      )}
      {text ? <p className={classes.text}>{text}</p> : null}
      {action ? <div className={classes.action}>{action}</div> : null}
    </div>
  );
}

/** There are rows, but the filters hide all of them. */
export function FilteredEmptyState({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={IconFilterOff}
      title={m.ui_filtered_title()}
      text={m.ui_filtered_text()}
      action={
        <Button variant="default" size="md" onClick={onClear}>
          {m.ui_filters_clear()}
        </Button>
      }
    />
  );
}
