// An MP3 put together from sounds that were encoded once and silent frames: the twin of coach/files/_frames.py and _info_frame.py, where
// it is explained why this can be done and what each byte means.

const TAIL = 2;
const ENCODER_DELAY = 576;
const SIDE_INFO_BYTES = 17;
const ENCODER = "LAME3.100";

/** The bit rate in kbit/s, the first bytes of a silent frame in both its lengths; how many samples a frame has, and a second. */
function makeMp3({ kbps, heads }, [frameSamples, sampleRate]) {
  const bytesOver = (frameSamples / 8) * kbps * 1000;
  const frameBytes = Math.floor(bytesOver / sampleRate);
  const silent = heads.map((head, padding) => {
    const frame = new Uint8Array(frameBytes + padding);
    frame.set(head);
    return frame;
  });

  /** What so many frames take at the bit rate. Whole numbers below 2 to the 53rd, for as long as any session lasts. */
  const due = (frames) => Math.floor((frames * bytesOver) / sampleRate);

  /** All pieces of the stream after its first frame, with how many frames and bytes they are. */
  function assembled(parts, sounds) {
    const pieces = [];
    let [frames, bytes, tail] = [0, 0, 0];
    const silence = (count) => {
      for (let left = count; left > 0; left -= 1) {
        const piece = silent[due(frames + 1) - bytes >= silent[1].length ? 1 : 0];
        pieces.push(piece);
        frames += 1;
        bytes += piece.length;
      }
    };
    for (const [sound, length] of parts) {
      if (sound < 0) {
        silence(length - tail);
        tail = Math.max(0, tail - length);
      } else {
        pieces.push(sounds[sound]);
        frames += length + TAIL;
        bytes += sounds[sound].length;
        tail = TAIL;
      }
    }
    silence(TAIL - tail);
    return { pieces, frames, bytes };
  }

  function infoFrame(frames, bytes, samples) {
    const frame = new Uint8Array(frameBytes);
    const view = new DataView(frame.buffer);
    const padding = Math.max(0, frames * frameSamples - ENCODER_DELAY - samples);
    let at = 0;
    const put = (values) => {
      frame.set(values, at);
      at += values.length;
    };
    const number = (value) => {
      view.setUint32(at, value);
      at += 4;
    };
    put(heads[0]);
    at += SIDE_INFO_BYTES;
    put(letters("Info"));
    number(0x0f);
    number(frames);
    number(bytes + frameBytes);
    put(Array.from({ length: 100 }, (_, percent) => Math.floor((percent * 256) / 100)));
    number(0);
    put(letters(ENCODER));
    put([0x01, 0]);
    at += 8;
    put([0, Math.min(kbps, 255)]);
    const delays = ENCODER_DELAY * 4096 + Math.min(padding, 0xfff);
    put([delays >> 16, (delays >> 8) & 0xff, delays & 0xff]);
    at += 4;
    number(bytes + frameBytes);
    at += 2;
    view.setUint16(at, crc16(frame.subarray(0, at)));
    return frame;
  }

  /** The whole stream, as pieces of a Blob. A part is the number of a sound, or less than 0 for silence, and its frames. */
  function stream(parts, sounds) {
    const { pieces, frames, bytes } = assembled(parts, sounds);
    const heard = parts.reduce((sum, [, length]) => sum + length, 0);
    return [infoFrame(frames, bytes, heard * frameSamples), ...pieces];
  }

  return { stream };
}

function letters(text) {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}

function crc16(bytes) {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
    }
  }
  return crc;
}
