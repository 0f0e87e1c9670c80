import { TextInput, type TextInputProps } from '@mantine/core';
import { useId } from 'react';

/** A field of text with usual answers behind it; anything else may be typed. */
export function Suggest({ answers, ...field }: TextInputProps & { answers: readonly string[] }) {
  const id = useId();
  return (
    <>
      <TextInput {...field} list={id} autoComplete="off" />
      <datalist id={id}>
        {answers.map((answer) => (
          <option key={answer} value={answer} />
        ))}
      </datalist>
    </>
  );
}
