/** No l/1, o/0, no letters that sound alike over a desk; every syllable can be spoken in both languages. */
const CONSONANTS = 'bdfghkmnprstwz';
const VOWELS = 'aeiu';
const DIGITS = '23456789';

/** "mika-tabe-suni-47": three words of two syllables and two digits, about 40 bits. */
export function readablePassword(): string {
  const words = Array.from({ length: 3 }, () => syllable() + syllable());
  return [...words, pick(DIGITS) + pick(DIGITS)].join('-');
}

function syllable(): string {
  return pick(CONSONANTS) + pick(VOWELS);
}

/** Even over the whole alphabet: a remainder that does not fit is thrown again. */
function pick(alphabet: string): string {
  const limit = 256 - (256 % alphabet.length);
  for (;;) {
    const byte = crypto.getRandomValues(new Uint8Array(1))[0] ?? 0;
    if (byte < limit) {
      return alphabet[byte % alphabet.length] ?? '';
    }
  }
}
