import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { ChecklistItem, ChecklistView, InspectionSample } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { PageHeader } from '@/ui/PageHeader';
import paper from '@/ui/Paper.module.css';
import { PrintSheet } from '@/ui/PrintSheet';
import { Signature, Signatures } from '@/ui/Signature';
import { checklistQuery, roundQuery } from '../queries';
import { sampleWords } from '../words';

interface Props {
  checklistId: string;
  /** A spot check, with what it drew. */
  roundId: string | undefined;
}

/** A blank form: filled in by hand on the way, entered next morning as a late entry. */
export function ChecklistPrintPage({ checklistId, roundId }: Props) {
  const { data: list } = useSuspenseQuery(checklistQuery(checklistId));
  const { data: round } = useQuery({ ...roundQuery(roundId ?? ''), enabled: Boolean(roundId) });
  const { school } = useMe();
  return (
    <>
      <div data-screen-only>
        <PageHeader
          back={{ to: '/inspections/checklists', label: m.inspections_checklists() }}
          title={m.inspections_blank({ name: list.name })}
        />
      </div>
      <PrintSheet kind="form">
        <article className={paper.paper}>
          <header className={paper.head}>
            <p>{school.name}</p>
            <p className={paper.title}>{m.inspections_blank({ name: list.name })}</p>
            <p className={paper.number}>{m.inspections_blank_number({ number: list.shown })}</p>
          </header>
          <Known />
          {round?.sample ? <Drawn sample={round.sample} number={round.number} /> : null}
          <Lines list={list} />
          <Signatures>
            <Signature label={m.inspections_performed_by()} signed={[]} />
            {list.second_signature ? (
              <Signature label={m.inspections_second()} signed={[]} />
            ) : null}
            <Signature label={m.inspections_reviewed_by()} signed={[]} />
          </Signatures>
          <p className={paper.printed}>
            {m.inspections_printed({ date: formatExact(new Date().toISOString()) })}
          </p>
        </article>
      </PrintSheet>
    </>
  );
}

/** Where and when, to be filled in. */
function Known() {
  return (
    <table className={paper.table}>
      <tbody>
        <tr>
          <th scope="row">{m.inspections_place()}</th>
          <td />
          <th scope="row">{m.inspections_happened()}</th>
          <td />
        </tr>
        <tr>
          <th scope="row">{m.inspections_found_head()}</th>
          <td colSpan={3}>{m.inspections_blank_nothing()}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** What a spot check drew, each with room for what was seen. */
function Drawn({ sample, number }: { sample: InspectionSample; number: string }) {
  return (
    <>
      <p>
        {number} · {sampleWords(sample)}
      </p>
      <table className={paper.table}>
        <thead>
          <tr>
            <th scope="col" className={paper.wide}>
              {m.inspections_sample()}
            </th>
            <th scope="col">{m.inspections_place()}</th>
            <th scope="col">{m.inspections_remark()}</th>
          </tr>
        </thead>
        <tbody>
          {sample.things.map((thing, index) => (
            <tr key={thing.id}>
              <td>{m.inspections_item({ no: index + 1, text: thing.label })}</td>
              <td>{thing.location?.path ?? ''}</td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Lines({ list }: { list: ChecklistView }) {
  return (
    <table className={paper.table}>
      <thead>
        <tr>
          <th scope="col" className={paper.wide}>
            {m.inspections_items()}
          </th>
          <th scope="col">{m.inspections_answer()}</th>
          <th scope="col">{m.inspections_remark()}</th>
        </tr>
      </thead>
      <tbody>
        {list.items.map((item) => (
          <tr key={item.no}>
            <td>{m.inspections_item({ no: item.no, text: item.text })}</td>
            <td>{blankWords(item)}</td>
            <td />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the pen is asked for. */
function blankWords({ kind, unit }: ChecklistItem): string {
  if (kind === 'yes_no') return m.inspections_blank_yes_no();
  return kind === 'number' && unit ? m.inspections_blank_number_of({ unit }) : '';
}
