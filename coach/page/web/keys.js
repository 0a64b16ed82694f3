// Keys, pedals and presenters: all of them are keyboards to a browser.

/** They move the focus, or are pressed on the way to another key, or belong to the device: none of them says that somebody is ready. */
const NOT_MEANT = ["Tab", "Shift", "CapsLock", "AudioVolumeUp", "AudioVolumeDown", "AudioVolumeMute"];

/**
 * Calls `handle` for each key that is pressed, with its meaning, which is undefined for any other key, and whether it is held down; it
 * tells whether anything was done. `keys` are lists of keys by meaning.
 */
function listenToKeys(keys, handle) {
  const meanings = new Map(Object.entries(keys).flatMap(([meaning, names]) => names.map((name) => [name, meaning])));
  document.addEventListener("keydown", (event) => {
    const letter = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const meaning = meanings.get(event.key) ?? meanings.get(letter);
    if (!isForTheBrowser(event) && handle(meaning, event.repeat)) {
      event.preventDefault();
    }
  });
}

/** What was touched gives the keyboard back: the next press of a pedal is not meant for it. */
function keepKeysFromWhatIsTouched() {
  document.addEventListener("click", (event) => {
    if (event.detail > 0) {
      event.target.closest?.("button, summary")?.blur();
    }
  });
}

function isForTheBrowser(event) {
  const isShortcut = event.ctrlKey || event.altKey || event.metaKey;
  return isShortcut || NOT_MEANT.includes(event.key) || isForWhatHasTheFocus(event);
}

/** Whoever has come to a button by keyboard presses it by keyboard; and whoever reads on scrolls. */
function isForWhatHasTheFocus({ key, target }) {
  const button = target.closest?.("button, summary");
  const presses = key === " " || key === "Enter";
  const isRead = Boolean(target.closest?.("[data-reading]"));
  return (presses && Boolean(button?.matches(":focus-visible"))) || (isRead && key.length > 1);
}
