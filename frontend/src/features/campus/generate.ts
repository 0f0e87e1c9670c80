import type { GenerateRooms } from '@/api/schema';

export interface GenerateValues extends Record<string, unknown> {
  building: string;
  floors: string;
  rooms_per_floor: string;
  first_floor: string;
  prefix: string;
  campus_id: string | null;
}

export function initialGenerate(): GenerateValues {
  return {
    building: '',
    floors: '4',
    rooms_per_floor: '6',
    first_floor: '1',
    prefix: '',
    campus_id: null,
  };
}

function whole(text: string): number {
  return /^\d{1,3}$/.test(text.trim()) ? Number(text.trim()) : 0;
}

export function generateRequest(values: GenerateValues, dry_run: boolean): GenerateRooms {
  return {
    campus_id: values.campus_id,
    building: values.building.trim(),
    floors: whole(values.floors),
    rooms_per_floor: whole(values.rooms_per_floor),
    first_floor: whole(values.first_floor),
    prefix: values.prefix.trim(),
    dry_run,
  };
}

/** Worth asking the server what it would make. */
export function plausible(values: GenerateValues): boolean {
  return (
    values.building.trim() !== '' && whole(values.floors) > 0 && whole(values.rooms_per_floor) > 0
  );
}

/** The flat list of the server, floor by floor. */
export function floorsOf(rooms: readonly string[], perFloor: number, first: number) {
  const floors: { floor: number; rooms: string[] }[] = [];
  for (let start = 0; start < rooms.length && perFloor > 0; start += perFloor) {
    floors.push({ floor: first + floors.length, rooms: rooms.slice(start, start + perFloor) });
  }
  return floors;
}
