import { Button, TextInput } from '@mantine/core';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { ProblemError, UnreachableError } from '@/api/problem';
import { renderKit } from '@/test/render';
import { FormAlert } from '@/ui/FormAlert';
import { useSubmission } from './use-submission';

type Send = (values: { a: string; b: string }, key: string) => Promise<string>;

function Form({ send, onAccepted = () => {} }: { send: Send; onAccepted?: (r: string) => void }) {
  const { form, notice, onSubmit } = useSubmission({
    name: 'test',
    owner: 'p1',
    initialValues: { a: '', b: '' },
    keepDraft: true,
    send,
    onAccepted,
  });
  return (
    <form onSubmit={onSubmit}>
      <FormAlert notice={notice} />
      <TextInput label="A" {...form.getInputProps('a')} />
      <TextInput label="B" {...form.getInputProps('b')} />
      <Button type="submit">Send</Button>
    </form>
  );
}

test('the server’s errors stand at their fields and the first takes focus', async () => {
  const send = vi.fn<Send>().mockRejectedValue(
    new ProblemError({
      status: 422,
      code: 'invalid',
      title: '',
      detail: 'Please check',
      errors: [
        { pointer: '/b', code: 'x', detail: 'b is wrong' },
        { pointer: '/a', code: 'x', detail: 'a is wrong' },
      ],
    }),
  );
  renderKit(<Form send={send} />);
  await userEvent.click(screen.getByRole('button'));
  expect(await screen.findByText('b is wrong')).toBeVisible();
  expect(screen.getByRole('alert')).toHaveTextContent('Please check');
  await waitFor(() => expect(screen.getByLabelText('A')).toHaveFocus());
});

test('an unsent form comes back with its key, and a new act gets a new one', async () => {
  const send = vi.fn<Send>().mockRejectedValueOnce(new UnreachableError()).mockResolvedValue('ok');
  const first = renderKit(<Form send={send} />);
  await userEvent.type(screen.getByLabelText('A'), 'lamp');
  await userEvent.click(screen.getByRole('button'));
  expect(await screen.findByRole('alert')).toHaveTextContent('还没发出去');
  first.unmount();

  const accepted = vi.fn();
  renderKit(<Form send={send} onAccepted={accepted} />);
  expect(screen.getByLabelText('A')).toHaveValue('lamp');
  await userEvent.click(screen.getByRole('button'));
  await waitFor(() => expect(accepted).toHaveBeenCalledWith('ok'));
  await userEvent.click(screen.getByRole('button'));
  const [k1, k2, k3] = send.mock.calls.map(([, key]) => key);
  expect(k2).toBe(k1);
  expect(k3).not.toBe(k1);
});

test('two quick taps send once', async () => {
  let answer: (value: string) => void = () => {};
  const send = vi.fn<Send>().mockReturnValue(
    new Promise((resolve) => {
      answer = resolve;
    }),
  );
  renderKit(<Form send={send} />);
  await userEvent.dblClick(screen.getByRole('button'));
  expect(send).toHaveBeenCalledTimes(1);
  answer('ok');
});
