"""An exported MP3 as a browser decodes it: the fourth decoder, and the one in most pockets."""

import base64
from pathlib import Path

import numpy as np
import pytest

from tests.files.helpers import pcm_of, programme_of
from tests.page.browser import open_browser

_DECODE = """async ([encoded, rate]) => {
  const bytes = Uint8Array.from(atob(encoded), letter => letter.charCodeAt(0));
  const {length, numberOfChannels, sampleRate} = await new OfflineAudioContext(1, 1, rate).decodeAudioData(bytes.buffer.slice());
  const sound = (await new OfflineAudioContext(1, 1, rate).decodeAudioData(bytes.buffer)).getChannelData(0);
  const whole = Int16Array.from(sound, value => Math.max(-32768, Math.min(32767, Math.round(value * 32768))));
  let text = "";
  new Uint8Array(whole.buffer).forEach(byte => { text += String.fromCharCode(byte); });
  return [length, numberOfChannels, sampleRate, btoa(text)];
}"""


def test_it_has_as_many_samples_each_in_its_place(exported: Path) -> None:
    original = pcm_of(programme_of())
    with open_browser() as browser:
        page = browser.new_page()
        encoded = base64.b64encode(exported.read_bytes()).decode()
        length, channels, rate, sound = page.evaluate(_DECODE, [encoded, 44_100])
    assert (length, channels, rate) == (len(original), 1, 44_100)
    decoded = np.frombuffer(base64.b64decode(sound), "<i2").astype(float)
    error = np.mean(np.square(decoded - original)) / np.mean(np.square(original.astype(float)))
    assert 10 * np.log10(error) < -25
    assert np.dot(decoded, original) / np.dot(original.astype(float), original) == pytest.approx(1, abs=0.005)
