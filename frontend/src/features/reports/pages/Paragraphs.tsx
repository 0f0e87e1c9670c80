import classes from './TermSummary.module.css';

/** What was written, a paragraph for each line. */
export function Paragraphs({ text }: { text: string | undefined }) {
  const lines = (text ?? '').split('\n').filter((line) => line.trim() !== '');
  return lines.length > 0 ? (
    <div className={classes.words}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same line may be there twice, and none moves
        <p key={index}>{line}</p>
      ))}
    </div>
  ) : null;
}
