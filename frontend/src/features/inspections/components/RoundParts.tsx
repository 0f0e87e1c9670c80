import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { AttachmentView, InspectionAnswer, InspectionRoundView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { AttachedFiles } from '@/ui/AttachedFiles';
import { FileViewer } from '@/ui/FileViewer';
import { Folded } from '@/ui/Folded';
import { photoAddress } from '../queries';
import { sampleWords } from '../words';
import classes from './Round.module.css';

/** Every item with what was said to it. */
export function Answers({ round }: { round: InspectionRoundView }) {
  return (
    <section className={classes.part} aria-labelledby="answers">
      <h2 id="answers">{m.inspections_items()}</h2>
      <ol className={classes.list}>
        {round.items.map((item) => {
          const answer = round.answers.find(({ item_no: no }) => no === item.no);
          return (
            <li key={item.no}>
              <span>{m.inspections_item({ no: item.no, text: item.text })}</span>
              <span className={answer?.outcome === 'fault' ? classes.fault : classes.said}>
                {answer ? saidWords(answer, item.unit) : m.ui_none()}
              </span>
              {answer?.remark ? <span className={classes.muted}>{answer.remark}</span> : null}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function saidWords({ yes, number, text }: InspectionAnswer, unit?: string | null): string {
  if (yes !== null && yes !== undefined) {
    return yes ? m.inspections_yes() : m.inspections_no();
  }
  if (number) {
    return unit ? m.inspections_reading({ number, unit }) : number;
  }
  return text ?? m.inspections_photographed();
}

/** What a spot check drew by chance: this is what is looked at, and how anybody draws it again. */
export function Drawn({ round }: { round: InspectionRoundView }) {
  const { sample } = round;
  return sample ? (
    <section className={classes.part} aria-labelledby="drawn">
      <h2 id="drawn">{m.inspections_sample()}</h2>
      <p>{sampleWords(sample)}</p>
      <ol className={classes.list}>
        {sample.things.map((thing) => (
          <li key={thing.id}>
            <span>{thing.label}</span>
            <span className={classes.muted}>{thing.location?.path ?? ''}</span>
          </li>
        ))}
      </ol>
      <Folded title={m.inspections_sample_check()}>
        <p>{m.inspections_sample_again()}</p>
        <ol>
          {sample.things.map(({ id }) => (
            <li key={id}>{id}</li>
          ))}
        </ol>
      </Folded>
    </section>
  ) : null;
}

/** What was found, each with the repair that it became. */
export function Findings({ round }: { round: InspectionRoundView }) {
  return round.findings.length > 0 ? (
    <section className={classes.part} aria-labelledby="findings">
      <h2 id="findings">{m.inspections_found({ count: round.findings.length })}</h2>
      <ul className={classes.list}>
        {round.findings.map((finding) => (
          <li key={finding.id}>
            <span>
              {finding.location ? `${finding.location.path} · ` : ''}
              {finding.text}
            </span>
            {finding.repair ? (
              <Link to="/repairs/$caseId" params={{ caseId: finding.repair.id }}>
                {m.inspections_repair({
                  number: finding.repair.number,
                  state: finding.repair.state_text,
                })}
              </Link>
            ) : (
              <span className={classes.muted}>{m.inspections_not_reported()}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  ) : null;
}

/** Photos of items and of the slip. */
export function Photographed({ round }: { round: InspectionRoundView }) {
  const [shown, setShown] = useState<AttachmentView | null>(null);
  const address = photoAddress(round.id);
  return round.attachments.length > 0 ? (
    <section className={classes.part} aria-labelledby="photos">
      <h2 id="photos">{m.inspections_photos()}</h2>
      <AttachedFiles files={round.attachments} address={address} onShow={setShown} />
      <FileViewer files={round.attachments} address={address} shown={shown} onShow={setShown} />
    </section>
  ) : null;
}
