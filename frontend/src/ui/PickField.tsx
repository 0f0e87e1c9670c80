import { TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { m } from '@/i18n/messages';
import { Dialog } from './Dialog';
import { IconSelector, IconX } from './icons';
import classes from './PickField.module.css';

export interface PickOption {
  value: string;
  label: string;
  hint?: string;
}

interface Props {
  label: string;
  description?: string;
  error?: ReactNode;
  placeholder: string;
  /** What stands in the field; null when nothing is chosen. */
  chosen: string | null;
  onPick: (option: PickOption | null) => void;
  /** Undefined while on its way. */
  options: readonly PickOption[] | undefined;
  /** Why there are no options. */
  trouble?: string;
  text: string;
  onText: (text: string) => void;
  /** As a filter: the label is for screen readers only. */
  compact?: boolean;
  'data-path'?: string;
}

/** More lines than this nobody reads; typing narrows them. */
const MOST = 80;

/** One of many, found by typing: a button that opens a list with a search line, a sheet on phones. */
export function PickField(props: Props) {
  const { label, chosen, compact } = props;
  const id = useId();
  const [open, setOpen] = useState(false);
  const pick = (option: PickOption | null) => {
    props.onPick(option);
    props.onText('');
    setOpen(false);
  };
  const note = props.error ? `${id}-error` : props.description ? `${id}-hint` : undefined;
  return (
    <div className={classes.field} data-compact={compact || undefined}>
      <span id={id} className={compact ? 'sr-only' : classes.label}>
        {label}
      </span>
      <div className={classes.line}>
        <button
          type="button"
          id={`${id}-button`}
          className={classes.button}
          aria-labelledby={`${id} ${id}-button`}
          aria-describedby={note}
          aria-haspopup="dialog"
          data-invalid={props.error ? true : undefined}
          data-empty={chosen === null || undefined}
          data-path={props['data-path']}
          onClick={() => setOpen(true)}
        >
          <span>{chosen ?? props.placeholder}</span>
          <IconSelector size={16} aria-hidden />
        </button>
        {chosen === null ? null : (
          <button
            type="button"
            className={classes.clear}
            aria-label={m.ui_pick_clear({ name: label })}
            onClick={() => pick(null)}
          >
            <IconX size={16} aria-hidden />
          </button>
        )}
      </div>
      {props.description ? (
        <p id={`${id}-hint`} className={classes.hint}>
          {props.description}
        </p>
      ) : null}
      {props.error ? (
        <p id={`${id}-error`} className={classes.error}>
          {props.error}
        </p>
      ) : null}
      <Dialog title={label} open={open} onClose={() => setOpen(false)}>
        <Options {...props} onPick={pick} />
      </Dialog>
    </div>
  );
}

function Options({ label, options, text, onText, onPick, trouble }: Props) {
  const shown = options?.slice(0, MOST) ?? [];
  const hidden = (options?.length ?? 0) - shown.length;
  return (
    // Arrow keys walk from the search line through the list.
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys only move focus between its buttons
    <div className={classes.options} onKeyDown={walk}>
      <TextInput
        data-autofocus
        type="search"
        aria-label={m.ui_pick_search({ name: label })}
        placeholder={m.ui_pick_search({ name: label })}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          // Otherwise Enter would send the form around this field.
          if (event.key === 'Enter') {
            event.preventDefault();
            const first = shown[0];
            if (first && text && !event.nativeEvent.isComposing) {
              onPick(first);
            }
          }
        }}
      />
      <ul className={classes.list} aria-label={label}>
        {shown.map((option) => (
          <li key={option.value}>
            <button type="button" className={classes.option} onClick={() => onPick(option)}>
              {option.label}
              {option.hint ? <span className={classes.hint}>{option.hint}</span> : null}
            </button>
          </li>
        ))}
      </ul>
      <p className={classes.status} role="status">
        {trouble ?? status(options, hidden)}
      </p>
    </div>
  );
}

function status(options: readonly PickOption[] | undefined, hidden: number): string | null {
  if (!options) {
    return m.ui_loading();
  }
  if (options.length === 0) {
    return m.ui_pick_nothing();
  }
  return hidden > 0 ? m.ui_pick_more({ count: hidden }) : null;
}

function walk(event: KeyboardEvent<HTMLDivElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) {
    return;
  }
  event.preventDefault();
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, button')];
  const here = stops.indexOf(document.activeElement as HTMLElement);
  stops[Math.min(stops.length - 1, Math.max(0, here + step))]?.focus();
}
