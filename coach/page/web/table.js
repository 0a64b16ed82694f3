// What goes on at a position of the sound. Pure: everything is found from the position and the table that the page was made with.

/** Positions are seconds here. A browser rounds a position that it was told to seek to, and may end up a little before it. */
const ROUNDING_S = 0.002;

/** The data of the page with seconds in place of frames. */
function readTable(data) {
  const [frameSamples, sampleRate] = data.frame;
  const seconds = (frames) => (frames * frameSamples) / sampleRate;
  const timed = (entries) =>
    entries.map((entry) => ({ ...entry, at: seconds(entry.at), end: seconds(entry.end ?? 0) }));
  return {
    length: seconds(data.length),
    chapters: data.chapters,
    steps: timed(data.steps),
    words: timed(data.words),
    efforts: timed(data.efforts),
  };
}

/** The number of the last entry that has begun at a position; -1 before the first. Entries are in order. */
function lastBegun(entries, position) {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle].at <= position + ROUNDING_S) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}

/** The entry that goes on at a position, if one does. */
function ongoing(entries, position) {
  const entry = entries[lastBegun(entries, position)];
  return entry && position + ROUNDING_S < entry.end ? entry : undefined;
}

/** All that there is to see at a position. */
function viewAt(table, position) {
  const number = Math.max(0, lastBegun(table.steps, position));
  const step = table.steps[number];
  const words = table.words[lastBegun(table.words, position)];
  return {
    number,
    step,
    chapter: table.chapters[step.chapter],
    next: nextName(table, number),
    // A sentence stays to be read until the next one, or until the step is over.
    said: words && words.at + ROUNDING_S >= step.at ? words.text : "",
    isBeingSaid: Boolean(ongoing(table.words, position)),
    effort: effortAt(table, position),
    left: Math.max(0, table.length - position),
    share: Math.min(1, position / table.length),
  };
}

/** The name of the next step that is called otherwise: several in a row may be parts of one thing. */
function nextName(table, number) {
  const { name, chapter } = table.steps[number];
  const isOther = (step) => step.name !== name || step.chapter !== chapter || step.isEnd;
  const next = table.steps.slice(number + 1).find(isOther);
  return next && !next.isEnd ? next.name : "";
}

/** What the hands do, with how much of it is left; undefined while they only listen. */
function effortAt(table, position) {
  const effort = ongoing(table.efforts, position);
  if (!effort) {
    return undefined;
  }
  const length = effort.end - effort.at;
  const left = Math.min(length, Math.max(0, effort.end - position));
  const gone = length - left + ROUNDING_S;
  const repetition = effort.times && Math.min(effort.times, 1 + Math.floor((gone * effort.times) / length));
  return { ...effort, length, left, repetition };
}

/** Where the last run of words begins: sentences with nothing but short pauses between them. */
function runOfWordsAt(table, position) {
  const stepStart = table.steps[Math.max(0, lastBegun(table.steps, position))].at;
  let number = lastBegun(table.words, position);
  while (number > 0) {
    const before = table.words[number - 1];
    if (before.at < stepStart || table.words[number].at - before.end >= 2) {
      break;
    }
    number -= 1;
  }
  return number < 0 ? stepStart : table.words[number].at;
}
