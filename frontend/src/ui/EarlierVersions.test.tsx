import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderKit } from '@/test/render';
import { EarlierVersions } from './EarlierVersions';

const version = {
  round: 1,
  submitted_at: '2026-11-24T01:00:00Z',
  changes: { items: [{ label: '角阀', before: '5 只', after: '3 只' }], more: 2 },
};

test('a version stands with what was changed afterwards and what it said', () => {
  renderKit(
    <EarlierVersions earlier={[version]} round={2}>
      {({ round }) => <p>{`said ${round}`}</p>}
    </EarlierVersions>,
  );
  expect(screen.getAllByRole('group')).toHaveLength(1);
  const change = screen.getByText('角阀').closest('li');
  expect(change).toHaveTextContent('5 只→3 只');
  expect(screen.getByText(/: 2$|另有 2 处/)).toBeInTheDocument();
  expect(screen.getByText('said 1')).toBeInTheDocument();
});

test('what was submitted before versions were kept is said to be lost', () => {
  renderKit(
    <EarlierVersions earlier={[]} round={2}>
      {() => null}
    </EarlierVersions>,
  );
  expect(screen.getByText(/not kept|没有留存/)).toBeInTheDocument();
});

test('what was submitted once says nothing of it', () => {
  const once = (
    <EarlierVersions earlier={[]} round={1}>
      {() => null}
    </EarlierVersions>
  );
  const { container } = renderKit(once);
  expect(container.querySelector('section')).toBeNull();
});
