import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { FigureView, SummaryChapter, TermSummary } from '@/api/schema';
import { formatDate } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { ErrorState } from '@/ui/ErrorState';
import { IconChevronRight, IconPencil } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { ReportFile } from '@/ui/ReportFile';
import { FigureBars } from '../components/FigureBars';
import { summaryFile, summaryQuery } from '../queries';
import { sizeOf, sumText } from '../words';
import { Paragraphs } from './Paragraphs';
import classes from './TermSummary.module.css';

/** E14: the figures of a term as they are now, and the words around them. */
export function TermSummaryPage({ termId }: { termId: string }) {
  const { data, error, refetch } = useQuery(summaryQuery(termId));
  if (!data) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <PageSkeleton />;
  }
  return (
    <>
      <PageHeader
        back={{ to: '/term-summaries', label: m.summary_title() }}
        title={data.term.title}
        facts={m.figures_days({ from: data.term.starts_on, to: data.counted_to })}
        actions={
          <ReportFile
            name={m.summary_file({ term: data.term.title })}
            ending="docx"
            label={m.summary_word()}
            make={() => summaryFile(termId)}
          />
        }
        primary={
          data.may_write ? (
            <LinkButton
              to="/term-summaries/$termId/edit"
              params={{ termId }}
              leftSection={<IconPencil size={20} aria-hidden />}
            >
              {m.summary_write()}
            </LinkButton>
          ) : undefined
        }
      />
      <Whole summary={data} />
    </>
  );
}

function Whole({ summary }: { summary: TermSummary }) {
  const { words, written_by: writer, written_at: at } = summary;
  return (
    <div className={classes.summary}>
      <Paragraphs text={words.opening} />
      {summary.chapters.map((chapter) => (
        <Chapter key={chapter.chapter} chapter={chapter} summary={summary} />
      ))}
      <Ending title={m.summary_problems()} text={words.problems} />
      <Ending title={m.summary_plan()} text={words.plan} />
      {writer && at ? (
        <p className={classes.written}>
          {m.summary_written({ name: writer.name, date: formatDate(at) })}
        </p>
      ) : null}
    </div>
  );
}

function Ending({ title, text }: { title: string; text: string | undefined }) {
  return text ? (
    <section className={classes.chapter}>
      <h2>{title}</h2>
      <Paragraphs text={text} />
    </section>
  ) : null;
}

/** What the director said of a chapter: words are kept by its name. */
function saidOf({ words }: TermSummary, chapter: string): string | undefined {
  return (words as Record<string, string | undefined>)[chapter];
}

function Chapter({ chapter, summary }: { chapter: SummaryChapter; summary: TermSummary }) {
  return (
    <section className={classes.chapter}>
      <h2>{chapter.title}</h2>
      <Paragraphs text={saidOf(summary, chapter.chapter)} />
      <ul className={classes.figures}>
        {chapter.figures.map((figure) => (
          <li key={figure.key} className={classes.figure}>
            <Figure figure={figure} termId={summary.term.id} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Figure({ figure, termId }: { figure: FigureView; termId: string }) {
  const rows = (part?: string) => ({
    to: '/term-summaries/$termId/figures/$figure' as const,
    params: { termId, figure: figure.key },
    search: { part },
  });
  return (
    <>
      <Link {...rows()} className={classes.line}>
        <span>{figure.title}</span>
        <span className={classes.number}>{sumText(figure.measure, figure.sum)}</span>
        <IconChevronRight size={18} aria-hidden />
      </Link>
      <p className={classes.definition}>{figure.definition}</p>
      {figure.parts.length > 1 ? (
        <FigureBars
          title={m.summary_parts({ figure: figure.title })}
          head={m.figures_figure()}
          bars={figure.parts.map((part) => ({
            key: part.part,
            label: part.title,
            size: sizeOf(part.sum),
            text: sumText(figure.measure, part.sum),
            link: rows(part.part),
          }))}
        />
      ) : null}
    </>
  );
}
