import type { CSSProperties } from 'react';

/** Layout of the rules, on screen and on paper. The one stylesheet of all pages has no room for it; these come with their own page. */
export const styles = {
  groups: { display: 'grid', gap: 32, maxWidth: '60rem' },
  list: {
    marginTop: 8,
    border: '1px solid var(--st-line)',
    borderRadius: 'var(--st-radius)',
    background: 'var(--st-surface)',
  },
  rule: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 16px',
    alignItems: 'center',
    justifyContent: 'space-between',
    padding: '8px 14px',
    borderBottom: '1px solid var(--st-line)',
  },
  what: { flex: '1 1 16rem', minWidth: 0 },
  value: { fontWeight: 600 },
  small: { color: 'var(--st-muted)', fontSize: 'var(--mantine-font-size-sm)' },
  next: { color: 'var(--st-amber)', fontSize: 'var(--mantine-font-size-sm)' },
  error: { color: 'var(--st-red)', fontSize: 'var(--mantine-font-size-sm)' },
  tiers: { display: 'grid', gap: 8, minWidth: 0, margin: 0, padding: 0, border: 0 },
  legend: { padding: 0, fontWeight: 600 },
  tier: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr) 44px',
    gap: 8,
    alignItems: 'start',
  },
  questions: { display: 'grid', gap: 20, maxWidth: '40rem' },
  history: { display: 'grid', gap: 8 },
  title: { margin: '8mm 0', textAlign: 'center' },
  table: { width: '100%', borderCollapse: 'collapse' },
  caption: { padding: '4mm 0 2mm', fontWeight: 600, textAlign: 'left' },
  cell: {
    padding: '1.5mm 2mm',
    border: '0.3mm solid #000',
    textAlign: 'left',
    verticalAlign: 'top',
  },
  line: { breakInside: 'avoid' },
  foot: { marginTop: '10mm' },
} satisfies Record<string, CSSProperties>;
