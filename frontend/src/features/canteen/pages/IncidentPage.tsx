import { useSuspenseQuery } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { CanteenIncidentView, CanteenPacketSection } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { PageHeader } from '@/ui/PageHeader';
import paper from '@/ui/Paper.module.css';
import { PrintSheet } from '@/ui/PrintSheet';
import { Signature, Signatures } from '@/ui/Signature';
import { WideTable } from '@/ui/WideTable';
import { FirstSteps } from '../components/FirstSteps';
import { IncidentSteps } from '../components/IncidentSteps';
import { incidentQuery } from '../queries';
import { AUTHORITY_WORDS } from '../words';

/** The last 48 hours on one print, for whoever investigates. */
export function IncidentPage({ incidentId }: { incidentId: string }) {
  const { data: incident } = useSuspenseQuery(incidentQuery(incidentId));
  return (
    <>
      <div data-screen-only>
        <PageHeader
          title={incident.said}
          back={{ to: '/canteen/incidents', label: m.canteen_incident() }}
        />
        <IncidentSteps incident={incident} />
      </div>
      <Packet incident={incident} />
    </>
  );
}

function Packet({ incident }: { incident: CanteenIncidentView }) {
  const { school } = useMe();
  const raised = { name: incident.recorded_by.name, at: incident.recorded_at };
  return (
    <PrintSheet kind="form">
      <article className={paper.paper}>
        <header className={paper.head}>
          <p>{school.name}</p>
          <p className={paper.title}>{m.canteen_packet()}</p>
        </header>
        <p className={paper.meta}>
          <span>{incident.canteen.name}</span>
          <span>{m.canteen_diners_count({ count: incident.diners })}</span>
          <span>
            {m.canteen_days({
              from: formatExact(incident.from),
              to: formatExact(incident.to),
            })}
          </span>
        </p>
        <p>
          {m.canteen_packet_said({ said: incident.said, at: formatExact(incident.happened_at) })}
        </p>
        <p className={paper.meta}>
          <span>{m.canteen_packet_sealed({ count: incident.sealed })}</span>
          {incident.unwell === null || incident.unwell === undefined ? null : (
            <span>{m.canteen_packet_unwell({ count: incident.unwell })}</span>
          )}
          {incident.late ? <span>{m.canteen_late()}</span> : null}
          <span>{incident.state_text}</span>
        </p>
        {incident.report ? (
          <p className={paper.meta}>
            <span>
              {m.canteen_packet_reported({
                at: formatExact(incident.report.at),
                to: incident.report.to.map((one) => AUTHORITY_WORDS[one]()).join(' · '),
              })}
            </span>
            {incident.report.said ? <span>{incident.report.said}</span> : null}
          </p>
        ) : null}
        {incident.end ? <p>{incident.end.said}</p> : null}
        <FirstSteps />
        {incident.sections.map((section) => (
          <Section key={section.part} section={section} />
        ))}
        {incident.health_left_out ? <p>{m.canteen_health_hidden()}</p> : null}
        <Signatures>
          <Signature label={m.canteen_packet_raised()} signed={[raised]} />
          <Signature label={m.canteen_supervisor()} signed={[]} />
          <Signature label={m.canteen_packet_received()} signed={[]} />
        </Signatures>
        <p className={paper.printed}>
          {m.canteen_sheet_printed({ date: formatExact(incident.made_at) })}
        </p>
      </article>
    </PrintSheet>
  );
}

function Section({ section }: { section: CanteenPacketSection }) {
  return (
    <section>
      <h2>{section.title}</h2>
      {section.rows.length === 0 ? (
        <p>{m.canteen_packet_none()}</p>
      ) : (
        <WideTable label={section.title}>
          <table className={`${paper.table} ${paper.small}`}>
            <thead>
              <tr>
                {section.columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {section.rows.map(({ cells }, row) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a printed table has no other key
                <tr key={row}>
                  {cells.map((cell, index) => (
                    <td key={section.columns[index]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
    </section>
  );
}
