import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** A mail server that speaks enough of RFC 5321 to be handed mail, and keeps its texts. */
export async function openMailServer(): Promise<{
  port: number;
  texts: string[];
  close: () => void;
}> {
  const texts: string[] = [];
  const server = createServer((socket) => talk(socket, (text) => texts.push(text)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { port, texts, close: () => server.close() };
}

const ANSWERS: Record<string, string> = { DATA: '354 go on', QUIT: '221 bye' };

function talk(socket: Socket, keep: (text: string) => void): void {
  let data: string[] | null = null;
  const command = (line: string) => {
    data = line === 'DATA' ? [] : null;
    socket.write(`${ANSWERS[line] ?? '250 mail.test'}\r\n`);
  };
  socket.on('error', () => socket.destroy());
  socket.write('220 mail.test\r\n');
  createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
    if (!data) {
      command(line);
    } else if (line === '.') {
      keep(textOf(data.join('\n')));
      command(line);
    } else {
      data.push(line.replace(/^\./, ''));
    }
  });
}

function textOf(letter: string): string {
  const at = letter.indexOf('\n\n');
  const body = letter.slice(at + 2);
  return /transfer-encoding: base64/i.test(letter.slice(0, at))
    ? Buffer.from(body, 'base64').toString('utf8')
    : unquoted(body);
}

function unquoted(text: string): string {
  const bytes = text.replaceAll('=\n', '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => {
    return String.fromCharCode(Number.parseInt(hex, 16));
  });
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
