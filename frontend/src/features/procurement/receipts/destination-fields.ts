import type { LineValues } from './receipt-form';

/** Fields of what a line becomes. */
export interface DestinationFieldsProps {
  line: LineValues;
  error: (name: string) => string | undefined;
  path: (name: string) => string;
  onChange: (change: Partial<LineValues['destination']>) => void;
}

export function textProps(
  { line, error, path, onChange }: DestinationFieldsProps,
  name: 'bin' | 'department' | 'expires_on' | 'quantity' | 'serial_numbers',
) {
  return {
    value: line.destination[name],
    error: error(name),
    'data-path': path(name),
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ [name]: event.currentTarget.value }),
  };
}
