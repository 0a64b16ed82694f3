// Small things that several parts need: elements, and values as people read them.

function byId(id) {
  return document.getElementById(id);
}

/** Seconds that are left, as people count them down: the last one is 1 until it is over. */
function wholeSeconds(seconds) {
  return Math.ceil(seconds - 0.001);
}

/** `12:34`, or `1:02:34` from one hour on. */
function clock(seconds) {
  const whole = wholeSeconds(seconds);
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** A phrase with its one placeholder filled in. */
function filled(phrase, value) {
  return phrase.replace(/\{\w+\}/, () => String(value));
}

/** Words without what ends a sentence. */
function withoutStop(words) {
  return words.replace(/[.!?…:]+$/, "");
}

/** Text or an attribute of an element, set only if it is news. */
function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value);
  }
}
