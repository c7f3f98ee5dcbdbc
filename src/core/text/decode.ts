// From bytes to text as an editor would show it. The scan and the editor agree on every offset because both decode like this.

/** A decoded file. Offsets count UTF-16 code units of `text`; a byte order mark is in none of them. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
}

/** So many bytes are looked at for zero bytes, which tell UTF-16 without a mark from binary; the figure is that of VS Code. */
const zeroByteWindow = 512;
/** A zero byte among so many first bytes makes a file binary; the figure is that of git. Source: git's buffer_is_binary */
const binaryWindow = 8000;

const utf8 = new TextDecoder('utf-8', { fatal: true });
const utf16le = new TextDecoder('utf-16le');
const utf16be = new TextDecoder('utf-16be');
const windows1252 = new TextDecoder('windows-1252');

/** Decode a file: by its byte order mark, else UTF-8, else UTF-16 by the pattern of its zero bytes, else Windows-1252.
 *  @returns undefined for a binary file
 *  Source: https://encoding.spec.whatwg.org/#decode */
export function decode(bytes: Uint8Array): DecodedText | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { text: utf16le.decode(bytes), encoding: 'utf-16le' };
  if (first === 0xfe && second === 0xff) return { text: utf16be.decode(bytes), encoding: 'utf-16be' };
  if (holdsZeroByte(bytes)) {
    const encoding = utf16WithoutMark(bytes.subarray(0, zeroByteWindow));
    if (encoding === undefined) return undefined;
    return { text: (encoding === 'utf-16le' ? utf16le : utf16be).decode(bytes), encoding };
  }
  try {
    return { text: utf8.decode(bytes), encoding: 'utf-8' };
  } catch {
    // Not UTF-8: every byte has a meaning in Windows-1252, so this cannot fail.
    return { text: windows1252.decode(bytes), encoding: 'windows-1252' };
  }
}

/** Whether a zero byte stands where it makes a file binary, or UTF-16. */
export function holdsZeroByte(bytes: Uint8Array): boolean {
  return bytes.subarray(0, binaryWindow).includes(0);
}

// Western text in UTF-16 has zeros at every odd byte (little endian) or every even one, and nowhere else.
function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  let [littleEndian, bigEndian] = [true, true];
  for (let index = 0; index < bytes.length; index++) {
    const isZero = bytes[index] === 0;
    const isOdd = index % 2 === 1;
    if (isZero !== isOdd) littleEndian = false;
    if (isZero === isOdd) bigEndian = false;
  }
  if (littleEndian) return 'utf-16le';
  return bigEndian ? 'utf-16be' : undefined;
}
