// The sound in the page, from lines of base64 to something that can be played from any position.

/**
 * The sound as a Blob, because Safari on iPhones seeks in that and not in an address that is the sound itself; undefined if some of it is
 * missing or is not what it was. `inside` says what the lines are: one stream, or sounds to be put together.
 */
function takeSound(holder, inside, frame) {
  const lines = holder.textContent.split("\n").slice(1, -1);
  holder.remove();
  const pieces = lines.map(bytesOf);
  const isWhole = pieces.length === inside.sums.length && pieces.every((piece, index) => piece && crc32(piece) === inside.sums[index]);
  if (!isWhole) {
    return undefined;
  }
  const stream = inside.kind ? makeMp3(inside.kind, frame).stream(inside.parts, pieces) : pieces;
  return new Blob(stream, { type: "audio/mpeg" });
}

/** What a line of base64 stands for; undefined if it is none. */
function bytesOf(base64) {
  try {
    if (Uint8Array.fromBase64) {
      return Uint8Array.fromBase64(base64);
    }
    const letters = atob(base64);
    const bytes = new Uint8Array(letters.length);
    for (let index = 0; index < letters.length; index += 1) {
      bytes[index] = letters.charCodeAt(index);
    }
    return bytes;
  } catch {
    return undefined;
  }
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return crc;
});

/** The checksum of ISO 3309, as zip files have it. */
function crc32(bytes) {
  let crc = 0xffffffff;
  for (let index = 0; index < bytes.length; index += 1) {
    crc = CRC_TABLE[(crc ^ bytes[index]) & 0xff] ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
