import type { CSSProperties } from 'react';

/** Layout of the pages of classes. The one stylesheet of all pages has no room for it; these come with their own page. */
export const styles = {
  card: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: 8,
    alignItems: 'center',
    justifyContent: 'space-between',
  },
  undo: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: 16,
    alignItems: 'center',
    justifyContent: 'space-between',
    marginBottom: 16,
    padding: '12px 14px',
    border: '1px solid var(--st-line)',
    borderRadius: 'var(--st-radius)',
    background: 'var(--st-surface)',
  },
  wishes: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 14rem), 1fr))',
    gap: 16,
    margin: '16px 0 24px',
  },
  rows: { display: 'grid', gap: 8 },
  row: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 12rem), 1fr))',
    gap: '8px 16px',
    alignItems: 'center',
    minWidth: 0,
    margin: 0,
    padding: '8px 14px',
    border: '1px solid var(--st-line)',
    borderRadius: 'var(--st-radius)',
    background: 'var(--st-surface)',
  },
  small: { color: 'var(--st-muted)', fontSize: 'var(--mantine-font-size-sm)' },
} satisfies Record<string, CSSProperties>;
