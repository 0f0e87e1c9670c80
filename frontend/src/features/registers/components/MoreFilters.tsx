import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { usePermission } from '@/api/me';
import { m } from '@/i18n/messages';
import { CheckField } from '@/ui/CheckField';
import { Dialog } from '@/ui/Dialog';
import { IconFilter } from '@/ui/icons';
import { PersonPicker } from '@/ui/PersonPicker';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import { plainNumber } from '../amounts';
import { LABEL, MORE_NAMES, OFFICIAL, WITHOUT } from '../filter-words';
import type { AssetFilters } from '../filters';
import { departmentsQuery } from '../list-queries';
import fields from './AssetFields.module.css';
import classes from './MoveForm.module.css';

interface Props {
  filters: AssetFilters;
  onChange: (patch: AssetFilters) => void;
}

/** The filters that are needed now and then: chosen together, applied at once. */
export function MoreFilters({ filters, onChange }: Props) {
  const [open, setOpen] = useState(false);
  const count = MORE_NAMES.filter((name) => filters[name]).length;
  return (
    <>
      <Button
        variant="default"
        size="md"
        leftSection={<IconFilter size={18} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {count > 0 ? m.views_more_filters_count({ count }) : m.views_more_filters()}
      </Button>
      <Dialog title={m.views_more_filters()} open={open} onClose={() => setOpen(false)}>
        <Fields
          filters={filters}
          onApply={(patch) => {
            onChange(patch);
            setOpen(false);
          }}
        />
      </Dialog>
    </>
  );
}

/** The name of a person whom a link names only by id. */
export function usePersonName(id: string | undefined): string | undefined {
  const sees = usePermission('people.view');
  const { data } = useQuery({
    queryKey: ['campus', 'people', 'one', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/people/{id}', { params: { path: { id: id ?? '' } }, signal })),
    enabled: sees && id !== undefined,
  });
  return data?.name;
}

interface PersonFilterProps {
  label: string;
  id: string | undefined;
  onChange: (id: string | undefined) => void;
}

function PersonFilter({ label, id, onChange }: PersonFilterProps) {
  const name = usePersonName(id);
  const [picked, setPicked] = useState<string | null>(null);
  return (
    <PersonPicker
      label={label}
      value={id ? { id, name: picked ?? name ?? m.ui_loading() } : null}
      onChange={(person) => {
        setPicked(person?.name ?? null);
        onChange(person?.id);
      }}
    />
  );
}

function Fields({
  filters,
  onApply,
}: {
  filters: AssetFilters;
  onApply: (p: AssetFilters) => void;
}) {
  const seesValues = usePermission('assets.view_values');
  const seesPeople = usePermission('people.view');
  const [now, setNow] = useState<AssetFilters>(filters);
  const departments = useQuery(departmentsQuery).data ?? [];
  const put = (patch: AssetFilters) => setNow({ ...now, ...patch });
  const text = (key: keyof AssetFilters) => ({
    value: now[key] ?? '',
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLSelectElement>) =>
      put({ [key]: event.currentTarget.value || undefined }),
  });
  const options = (known: Record<string, () => string>, but?: string) => [
    { value: '', label: m.views_without_any() },
    ...Object.entries(known)
      .filter(([value]) => seesValues || value !== but)
      .map(([value, label]) => ({ value, label: label() })),
  ];
  const amount = (typed: string | undefined) => (typed ? plainNumber(typed) : undefined);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        const patch = Object.fromEntries(MORE_NAMES.map((key) => [key, now[key]]));
        const values = { value_min: amount(now.value_min), value_max: amount(now.value_max) };
        onApply({ ...patch, ...(seesValues ? values : {}) });
      }}
      noValidate
    >
      {seesPeople ? (
        <div className={fields.fields}>
          <PersonFilter
            label={m.views_custodian()}
            id={now.custodian_id}
            onChange={(id) => put({ custodian_id: id })}
          />
          <PersonFilter
            label={m.cards_user()}
            id={now.user_person_id}
            onChange={(id) => put({ user_person_id: id })}
          />
        </div>
      ) : null}
      <SelectField
        label={m.registers_department()}
        options={[
          { value: '', label: m.views_without_any() },
          ...departments.map((one) => ({ value: one.id, label: one.name })),
        ]}
        {...text('department_id')}
      />
      <SelectField
        label={m.views_without()}
        options={options(WITHOUT, 'value')}
        {...text('without')}
      />
      <div className={fields.fields}>
        <TextInput type="date" label={m.views_acquired_from()} {...text('acquired_from')} />
        <TextInput type="date" label={m.views_acquired_to()} {...text('acquired_to')} />
        <TextInput type="date" label={m.views_booked_from()} {...text('booked_from')} />
        <TextInput type="date" label={m.views_booked_to()} {...text('booked_to')} />
        {seesValues ? (
          <>
            <TextInput inputMode="decimal" label={m.views_value_min()} {...text('value_min')} />
            <TextInput inputMode="decimal" label={m.views_value_max()} {...text('value_max')} />
          </>
        ) : null}
        <TextInput label={m.registers_brand()} {...text('brand')} />
        <TextInput label={m.registers_supplier()} {...text('supplier')} />
        <TextInput label={m.cards_fund_source()} {...text('fund_source')} />
        <SelectField label={m.views_official()} options={options(OFFICIAL)} {...text('official')} />
        <SelectField
          label={m.views_label()}
          options={options(LABEL, 'suggested')}
          {...text('label')}
        />
      </div>
      <CheckField
        label={m.views_voided_only()}
        checked={now.voided === 'true'}
        onChange={(event) => put({ voided: event.currentTarget.checked ? 'true' : undefined })}
      />
      <SubmitBar>
        <Button type="submit">{m.views_apply()}</Button>
      </SubmitBar>
    </form>
  );
}
