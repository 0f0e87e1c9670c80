import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { useMe, usePermission } from '@/api/me';
import type { LabelSheet } from '@/api/schema';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { EmptyState } from '@/ui/EmptyState';
import { FormAlert } from '@/ui/FormAlert';
import { IconPrinter, IconQrcode } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { PlacePicker } from '@/ui/PlacePicker';
import { SelectField } from '@/ui/SelectField';
import { Label } from '../components/Label';
import { type AssetFilters, askedInBody, onlyFilters } from '../filters';
import { CELLS, copies, PAPERS, type Paper, sheets } from '../label-sheet';
import { totalsQuery } from '../list-queries';
import classes from './LabelsPage.module.css';

export interface LabelSearch extends AssetFilters {
  /** Ids of cards, joined by commas: then the filters do not count. */
  ids?: string;
  paper?: string;
  /** The first cell of the first sheet. */
  start?: string;
  /** "true": a label for each piece. */
  each?: string;
}

interface Props {
  search: LabelSearch;
  onChange: (patch: Partial<LabelSearch>) => void;
}

/** Labels for things: which, on what paper, and then as they will come out of the printer. */
export function LabelsPage({ search, onChange }: Props) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const [made, setMade] = useState<{ for: string; sheet: LabelSheet } | null>(null);
  const ids = search.ids?.split(',').filter(Boolean);
  const filters = onlyFilters(search);
  const which = JSON.stringify(ids ?? filters);
  const submission = useSubmission<Record<string, unknown>, LabelSheet>({
    name: 'registers.labels',
    owner: person.id,
    initialValues: {},
    send: () =>
      read(
        api.POST('/api/v1/asset-labels', {
          body: {
            asset_ids: ids ?? null,
            filter: ids ? null : askedInBody(filters),
          },
        }),
      ),
    onAccepted: async (sheet) => {
      setMade({ for: which, sheet });
      await queryClient.invalidateQueries({ queryKey: ['registers'] });
    },
  });
  const sheet = made?.for === which ? made.sheet : null;
  return (
    <>
      <div data-screen-only>
        <PageHeader
          back={{ to: '/assets', label: m.shell_nav_assets() }}
          title={m.labels_title()}
          facts={<Count filters={filters} chosen={ids?.length} />}
          primary={
            sheet && sheet.items.length > 0 ? (
              <Button
                leftSection={<IconPrinter size={18} aria-hidden />}
                onClick={() => window.print()}
              >
                {m.ui_print()}
              </Button>
            ) : null
          }
        />
        <form className={classes.options} onSubmit={submission.onSubmit}>
          <FormAlert notice={submission.notice} />
          {ids ? null : <Which search={search} onChange={onChange} />}
          <PaperChoice search={search} onChange={onChange} />
          {sheet ? null : (
            <div className={classes.make}>
              <Button
                type="submit"
                loading={submission.sending}
                leftSection={<IconQrcode size={18} aria-hidden />}
              >
                {m.labels_make()}
              </Button>
              <p className={classes.hint}>{m.labels_make_hint()}</p>
            </div>
          )}
        </form>
      </div>
      {sheet ? <Preview sheet={sheet} search={search} /> : null}
    </>
  );
}

function Count({ filters, chosen }: { filters: AssetFilters; chosen: number | undefined }) {
  const { data } = useQuery({ ...totalsQuery(filters), enabled: chosen === undefined });
  const count = chosen ?? data?.count;
  return count === undefined ? (
    <span>{m.registers_counting()}</span>
  ) : (
    <span role="status">{m.labels_facts({ count: formatNumber(count) })}</span>
  );
}

function Which({ search, onChange }: Props) {
  const values = usePermission('assets.view_values');
  // Which labels are advised goes by value.
  const advised = values
    ? ([
        { value: 'suggested', label: m.labels_suggested(), hint: m.labels_suggested_hint() },
      ] as const)
    : [];
  const known = search.label === 'suggested' || search.label === 'missing';
  return (
    <>
      <ChoiceCards
        label={m.labels_which()}
        columns={1}
        value={known ? (search.label ?? 'all') : 'all'}
        onChange={(next) => onChange({ label: next === 'all' ? undefined : next })}
        choices={[
          ...advised,
          { value: 'missing', label: m.labels_missing(), hint: m.labels_missing_hint() },
          { value: 'all', label: m.labels_all(), hint: m.labels_all_hint() },
        ]}
      />
      <PlacePicker
        label={m.labels_place()}
        value={search.location_id ?? null}
        onChange={(id) => onChange({ location_id: id ?? undefined })}
      />
    </>
  );
}

function PaperChoice({ search, onChange }: Props) {
  const paper = paperOf(search);
  return (
    <>
      <ChoiceCards
        label={m.labels_paper()}
        columns={1}
        value={paper}
        onChange={(next) => onChange({ paper: next === 'a4' ? undefined : next })}
        choices={[
          { value: 'a4', label: m.labels_paper_a4(), hint: m.labels_paper_a4_hint() },
          { value: '60x40', label: m.labels_paper_60(), hint: m.labels_paper_60_hint() },
          { value: '50x30', label: m.labels_paper_50(), hint: m.labels_paper_50_hint() },
        ]}
      />
      {paper === 'a4' ? (
        <SelectField
          label={m.labels_start()}
          description={m.labels_start_hint()}
          value={String(startOf(search))}
          onChange={(event) => {
            const start = event.currentTarget.value;
            onChange({ start: start === '1' ? undefined : start });
          }}
          options={Array.from({ length: CELLS }, (_, cell) => ({
            value: String(cell + 1),
            label: String(cell + 1),
          }))}
        />
      ) : null}
      <ChoiceCards
        label={m.labels_each()}
        value={search.each ? 'piece' : 'card'}
        onChange={(next) => onChange({ each: next === 'piece' ? 'true' : undefined })}
        choices={[
          { value: 'card', label: m.labels_each_card() },
          { value: 'piece', label: m.labels_each_piece() },
        ]}
      />
    </>
  );
}

const paperOf = (search: LabelSearch): Paper =>
  PAPERS.find((paper) => paper === search.paper) ?? 'a4';

/** Addresses are typed by people: anything odd is the first cell. */
function startOf({ start }: LabelSearch): number {
  const cell = Number(start);
  return Number.isInteger(cell) && cell > 1 && cell <= CELLS ? cell : 1;
}

/** As it leaves the printer. */
function Preview({ sheet, search }: { sheet: LabelSheet; search: LabelSearch }) {
  const paper = paperOf(search);
  const labels = copies(sheet.items, search.each === 'true');
  if (labels.length === 0) {
    return <EmptyState title={m.labels_none()} text={m.labels_none_text()} />;
  }
  const pages = paper === 'a4' ? sheets(labels, startOf(search)) : labels.map((one) => [one]);
  return (
    <>
      <div data-screen-only className={classes.ready}>
        <p role="status">
          {m.labels_ready({
            count: formatNumber(labels.length),
            pages: formatNumber(pages.length),
          })}
        </p>
        <p className={classes.hint}>{m.labels_print_hint()}</p>
      </div>
      <div className={classes.sheets} data-paper={paper}>
        {pages
          .map((cells, page) => ({ cells, page }))
          .map(({ cells, page }) => (
            <section
              key={page}
              className={classes.sheet}
              aria-label={m.labels_sheet({ page: page + 1 })}
            >
              {cells
                .map((label, cell) => ({ label, cell }))
                .map(({ label, cell }) =>
                  label ? (
                    <Label key={cell} label={label} school={sheet.school_name} paper={paper} />
                  ) : (
                    <div key={cell} />
                  ),
                )}
            </section>
          ))}
      </div>
    </>
  );
}
