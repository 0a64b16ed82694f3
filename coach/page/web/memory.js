// What the browser keeps for this page from one day to the next. It may refuse to, as some do for files; then nothing is kept.

/** Keeps a few values under a name of its own for each content, so that another edition begins afresh. */
function makeMemory(digest) {
  const key = `coach ${digest}`;
  const values = {};
  try {
    Object.assign(values, JSON.parse(localStorage.getItem(key)));
  } catch {
    // Refused, or spoilt: the page works without.
  }
  return {
    /** A whole number from 0 up to, and without, `end`; undefined if there is none. */
    count(name, end) {
      const value = values[name];
      return Number.isInteger(value) && value >= 0 && value < end ? value : undefined;
    },
    /** A number inside a range, or the one to fall back on. */
    level(name, lowest, highest, otherwise) {
      const value = values[name];
      return typeof value === "number" && value >= lowest && value <= highest ? value : otherwise;
    },
    /** Remember a value; undefined forgets it. */
    keep(name, value) {
      values[name] = value;
      try {
        localStorage.setItem(key, JSON.stringify(values));
      } catch {
        // Refused, or full.
      }
    },
  };
}
