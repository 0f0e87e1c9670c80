import qrcode from 'qrcode-generator';
import { useMemo } from 'react';

/** Modules of quiet zone around the code: fewer, and cheap phone cameras stop finding it. */
const QUIET_ZONE = 4;

/** A QR code as one SVG path: sharp on any printer, and nothing inline the page's policy would refuse. */
export function Qr({ text, label }: { text: string; label: string }) {
  const { path, size } = useMemo(() => draw(text), [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      width="100%"
    >
      {/* White even in the dark scheme: scanners expect dark on light. */}
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

function draw(text: string): { path: string; size: number } {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const modules = code.getModuleCount();
  let path = '';
  for (let row = 0; row < modules; row += 1) {
    for (let column = 0; column < modules; column += 1) {
      if (code.isDark(row, column)) {
        path += `M${column + QUIET_ZONE} ${row + QUIET_ZONE}h1v1h-1z`;
      }
    }
  }
  return { path, size: modules + 2 * QUIET_ZONE };
}
