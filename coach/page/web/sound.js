// The sound in the page, from base64 to something that can be played from any position.

/**
 * The sound as a Blob. It lies in a <noscript>, where browsers without scripts play it as it is: a first line of markup, lines of
 * base64 that are each whole, a last line of markup. A Blob and not that address, because Safari on iPhones seeks only in the former.
 */
function takeSound(holder) {
  const lines = holder.textContent.split("\n").slice(1, -1);
  holder.remove();
  return new Blob(lines.map(bytesOf), { type: "audio/mpeg" });
}

function bytesOf(base64) {
  if (Uint8Array.fromBase64) {
    return Uint8Array.fromBase64(base64);
  }
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let index = 0; index < letters.length; index += 1) {
    bytes[index] = letters.charCodeAt(index);
  }
  return bytes;
}
