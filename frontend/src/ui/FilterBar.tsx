import { Button } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { m } from '@/i18n/messages';
import classes from './FilterBar.module.css';
import { IconFilter, IconX } from './icons';
import { SearchField } from './SearchField';

export interface Filter {
  /** Name of the search parameter. */
  name: string;
  label: string;
  options: readonly { value: string; label: string }[];
}

/** The part of the URL's search the bar reads and writes. */
export type FilterValues = Record<string, string | undefined>;

interface Props {
  search?: { name: string; label: string; placeholder?: string };
  filters: readonly Filter[];
  values: FilterValues;
  /** Writes into the URL; undefined removes the parameter. A view is therefore a link. */
  onChange: (patch: FilterValues) => void;
  /** Fields of another kind beside the selects (pickers with thousands of choices), and their parameters. */
  extra?: { names: readonly string[]; fields: ReactNode; chips?: readonly Chip[] };
}

/** What one of the other fields narrows by, in words, to be taken away. */
export interface Chip {
  names: readonly string[];
  label: string;
  value: string;
}

/** Search and filters of a list. On phones the filters fold behind a button that counts them. */
export function FilterBar({ search, filters, values, onChange, extra }: Props) {
  const [unfolded, setUnfolded] = useState(false);
  const panelId = useId();
  const active = filters.filter((filter) => values[filter.name]);
  const set = [...active.map(({ name }) => name), ...(extra?.names ?? []).filter((n) => values[n])];
  const clear = () => onChange(Object.fromEntries(set.map((name) => [name, undefined])));
  return (
    <search className={classes.bar} data-screen-only>
      <div className={classes.line}>
        {search ? (
          <div className={classes.search}>
            <SearchField
              label={search.label}
              placeholder={search.placeholder}
              value={values[search.name] ?? ''}
              onChange={(text) => onChange({ [search.name]: text || undefined })}
            />
          </div>
        ) : null}
        {filters.length > 0 || extra ? (
          <Button
            className={classes.fold}
            variant="default"
            size="md"
            leftSection={<IconFilter size={18} aria-hidden />}
            aria-expanded={unfolded}
            aria-controls={panelId}
            onClick={() => setUnfolded(!unfolded)}
          >
            {set.length > 0 ? m.ui_filters_count({ count: set.length }) : m.ui_filters()}
          </Button>
        ) : null}
        <div id={panelId} className={classes.panel} data-unfolded={unfolded || undefined}>
          {filters.map((filter) => (
            <FilterSelect
              key={filter.name}
              filter={filter}
              value={values[filter.name]}
              onChange={(value) => onChange({ [filter.name]: value })}
            />
          ))}
          {extra?.fields}
          {set.length > 0 ? (
            <Button className={classes.clear} variant="subtle" size="md" onClick={clear}>
              {m.ui_filters_clear()}
            </Button>
          ) : null}
        </div>
      </div>
      <Chips
        chips={[
          ...active.map((filter) => ({
            names: [filter.name],
            label: filter.label,
            value: optionLabel(filter, values[filter.name]),
          })),
          ...(extra?.chips ?? []),
        ]}
        onRemove={(names) => onChange(Object.fromEntries(names.map((name) => [name, undefined])))}
      />
    </search>
  );
}

function Chips(props: { chips: readonly Chip[]; onRemove: (names: readonly string[]) => void }) {
  return props.chips.length > 0 ? (
    <ul className={classes.chips} aria-label={m.ui_filters_active()}>
      {props.chips.map(({ names, label, value }) => (
        <li key={names.join()}>
          <button
            type="button"
            className={classes.chip}
            onClick={() => props.onRemove(names)}
            aria-label={m.ui_filter_remove({ name: label, value })}
          >
            {m.ui_filter_chip({ name: label, value })}
            <IconX size={14} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  ) : null;
}

function optionLabel(filter: Filter, value: string | undefined): string {
  return filter.options.find((option) => option.value === value)?.label ?? value ?? '';
}

/** A native select: every phone opens its own, familiar wheel for it. */
function FilterSelect(props: {
  filter: Filter;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const { filter, value, onChange } = props;
  return (
    <label className={classes.select} data-active={value ? true : undefined}>
      <span className="sr-only">{filter.label}</span>
      <select value={value ?? ''} onChange={(event) => onChange(event.target.value || undefined)}>
        <option value="">{filter.label}</option>
        {filter.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
