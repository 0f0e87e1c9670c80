/**
 * Photos become small on the phone: what is sent is a tenth, and the server keeps no more anyway. The
 * canvas also forgets place and device; the server makes sure of it again.
 */

/** The longer side of what is kept. */
const LONGEST = 1600;
const QUALITY = 0.78;
/** Below it a picture that already fits is sent as it is: another round of JPEG only costs sharpness. */
const SMALL_BYTES = 400_000;

export interface Side {
  width: number;
  height: number;
}

/** The size to draw a picture at; null when it is to be sent as it is. */
export function drawnSize(file: { type: string; size: number }, picture: Side): Side | null {
  const longer = Math.max(picture.width, picture.height);
  if (longer <= LONGEST && file.size <= SMALL_BYTES) {
    return null;
  }
  const scale = Math.min(1, LONGEST / longer);
  return {
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
  };
}

/** This device cannot read the picture: it is none, damaged, or of a kind only other devices know. */
export class UnreadablePhoto extends Error {
  override name = 'UnreadablePhoto';
}

/** The picture as it is to be sent. Turned upright by the browser, which reads what the camera noted. */
export async function compress(file: File): Promise<Blob> {
  const bitmap = await createImageBitmap(file).catch((cause: unknown) => {
    throw new UnreadablePhoto('not a picture', { cause });
  });
  try {
    const size = drawnSize(file, bitmap);
    const drawn = size ? await draw(bitmap, size) : null;
    return drawn && drawn.size < file.size ? drawn : file;
  } finally {
    bitmap.close();
  }
}

function draw(bitmap: ImageBitmap, { width, height }: Side): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) {
    return Promise.resolve(null);
  }
  // JPEG has no transparency: what shines through would be black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
}
