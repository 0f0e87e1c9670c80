import { type KeyboardEvent, useId, useState } from 'react';
import { m } from '@/i18n/messages';
import classes from './CommandPalette.module.css';
import { Dialog } from './Dialog';
import { type Icon, IconSearch } from './icons';

export interface Command {
  key: string;
  label: string;
  hint?: string;
  icon: Icon;
  run: () => void;
}

export interface CommandGroup {
  title: string;
  commands: readonly Command[];
}

interface Props {
  open: boolean;
  onClose: () => void;
  text: string;
  onText: (text: string) => void;
  groups: readonly CommandGroup[];
  /** More is on its way; "nothing" would be said too early. */
  searching: boolean;
}

/**
 * One line to find and do anything: a combobox over a grouped list. The caret stays in the line; arrow keys move
 * what Enter opens, and a screen reader hears it by aria-activedescendant.
 */
export function CommandPalette(props: Props) {
  return (
    <Dialog title={m.find_title()} open={props.open} onClose={props.onClose}>
      <Palette {...props} />
    </Dialog>
  );
}

function Palette({ onClose, text, onText, groups, searching }: Props) {
  const id = useId();
  const [at, setAt] = useState(0);
  const all = groups.flatMap(({ commands }) => commands);
  const active = all[Math.min(at, all.length - 1)];
  const optionId = (command: Command) => `${id}-${command.key}`;
  const run = (command: Command) => {
    onClose();
    command.run();
  };

  function move(event: KeyboardEvent<HTMLInputElement>): void {
    // Enter and arrows belong to the input method while it composes.
    if (event.nativeEvent.isComposing || event.keyCode === 229) {
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && all.length > 0) {
      event.preventDefault();
      const next = (Math.min(at, all.length - 1) + step + all.length) % all.length;
      setAt(next);
      const target = all[next];
      if (target) {
        document.getElementById(optionId(target))?.scrollIntoView({ block: 'nearest' });
      }
    }
    if (event.key === 'Enter' && active) {
      event.preventDefault();
      run(active);
    }
  }

  return (
    <div className={classes.palette}>
      <div className={classes.line}>
        <IconSearch size={20} aria-hidden />
        <input
          data-autofocus
          className={classes.input}
          role="combobox"
          aria-label={m.find_title()}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={active ? optionId(active) : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          placeholder={m.find_placeholder()}
          value={text}
          onChange={(event) => {
            setAt(0);
            onText(event.currentTarget.value);
          }}
          onKeyDown={move}
        />
      </div>
      <div id={`${id}-list`} role="listbox" aria-label={m.find_title()} className={classes.list}>
        {groups
          .filter(({ commands }) => commands.length > 0)
          .map((group, index) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox
            <div key={group.title} role="group" aria-labelledby={`${id}-group-${index}`}>
              <p id={`${id}-group-${index}`} className={classes.title}>
                {group.title}
              </p>
              {group.commands.map((command) => (
                <Option
                  key={command.key}
                  id={optionId(command)}
                  command={command}
                  active={command === active}
                  onRun={() => run(command)}
                />
              ))}
            </div>
          ))}
      </div>
      <p className={classes.status} role="status">
        {status(text, all.length, searching)}
      </p>
      <p className={classes.hint}>{m.find_hint()}</p>
    </div>
  );
}

function status(text: string, count: number, searching: boolean): string {
  if (searching) {
    return m.ui_loading();
  }
  return count === 0 ? m.find_nothing({ q: text.trim() }) : m.find_count({ count });
}

function Option(props: { id: string; command: Command; active: boolean; onRun: () => void }) {
  const { command, active } = props;
  const { icon: CommandIcon } = command;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the line above, which names the active option
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the line's
    <div
      id={props.id}
      role="option"
      aria-selected={active}
      className={classes.option}
      onClick={props.onRun}
    >
      <CommandIcon size={18} stroke={1.6} aria-hidden />
      <span className={classes.label}>{command.label}</span>
      {command.hint ? <span className={classes.hint}>{command.hint}</span> : null}
    </div>
  );
}
