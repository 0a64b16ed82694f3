// Placing the moments of a score for whatever is chosen: the twin of coach/timeline/_place.py, _beats.py and _fit.py. Time is counted in
// BigInt, in a unit of which all lengths are whole numbers, and rounded once, to a frame.

const FINE = 200n; // a hundredth of a length, halved
const AFTER_WORD = 2n;

const larger = (one, other) => (one > other ? one : other);
const smaller = (one, other) => (one < other ? one : other);
const within = (value, low, high) => smaller(larger(value, low), high);

/**
 * A score that can be performed. Choices are `pauses` and `holds` in percent of their length, `guidance`, `options`, the numbers of the
 * `dropped` sections, and the `share` of its room that every silence uses: [numerator, denominator].
 */
function makeScore(score, [frameSamples, sampleRate]) {
  const second = BigInt(score.unit) * FINE;
  const frame = (second * BigInt(frameSamples)) / BigInt(sampleRate);
  const units = (whole) => BigInt(whole) * FINE;
  const clipLength = (clip) => BigInt(score.clips[clip][0]) * frame;

  /** The numbers of the moments, in order, with the number of the section each is of; -1 is before and after all. */
  function sequence({ guidance, options, dropped }) {
    const all = score.opening[guidance].map((moment) => [moment, -1]);
    score.sections.forEach((section, number) => {
      if (!dropped.includes(number)) {
        const form = section.options.reduce((sum, name, bit) => sum + (options.includes(name) ? 2 ** bit : 0), 0);
        all.push(...section.forms[guidance][form].map((moment) => [moment, number]));
      }
    });
    return [...all, [score.end, -1]];
  }

  /** How long a silence is at a pace, and how short and how long fitting may make it. */
  function roomOf(moment, choices) {
    const written = BigInt(moment.length) * (moment.by ? BigInt(choices[moment.by]) * 2n : FINE);
    const [low, high] = moment.bounds.map(units);
    const length = moment.bounds.length ? within(written, low, high) : written;
    if (!moment.fits) {
      return [length, length, length];
    }
    return moment.bounds.length ? [length, low, high] : [length, length / 2n, length * 2n];
  }

  const isMoved = (moment) => "length" in moment;

  /** How long all is, how short and how long it can be. */
  function reach(choices) {
    const sums = [0n, 0n, 0n];
    const lengths = [];
    for (const [number] of sequence(choices)) {
      const moment = score.moments[number];
      const times = BigInt(moment.times ?? 1);
      const room = isMoved(moment) ? roomOf(moment, choices).map((length) => length * times) : Array(3).fill(fixed(moment, lengths, 1n));
      lengths.push(room[0]);
      room.forEach((length, index) => {
        sums[index] += length;
      });
    }
    return sums;
  }

  /** The length of a moment that fitting does not move; `scale` units are one. */
  function fixed(moment, lengths, scale) {
    if (moment.is === "sound") {
      return clipLength(moment.clip) * scale;
    }
    if (moment.is === "cycles") {
      return moment.phases.reduce((sum, [length]) => sum + units(length), 0n) * BigInt(moment.times) * scale;
    }
    const taken = lengths.slice(lengths.length - moment.count).reduce((sum, length) => sum + length, 0n);
    return larger(0n, units(moment.every) * scale - taken);
  }

  /** The share with which all lasts so many whole seconds; undefined if it cannot. */
  function shareFor(choices, seconds) {
    const [usual, shortest, longest] = reach(choices);
    const total = BigInt(seconds) * second;
    if (total < shortest || total > longest) {
      return undefined;
    }
    const room = total < usual ? usual - shortest : total > usual ? longest - usual : 1n;
    return [total - usual, room];
  }

  /** What happens: a clip or -1 for silence, for how many frames, with the number of its moment in the sequence. */
  function place(choices) {
    const share = choices.share.map(BigInt);
    const scale = share[1];
    const oneFrame = frame * scale;
    const oneSecond = second * scale;
    const moments = sequence(choices);
    const lengths = [];
    const events = [];
    let now = 0n;
    let number = 0;
    const nearest = (time) => (2n * time + oneFrame) / (2n * oneFrame);
    const say = (clip, details) => {
      events.push({ clip, frames: score.clips[clip][0], moment: number, at: Number(nearest(now)), ...details });
      now += clipLength(clip) * scale;
    };
    const rest = (length) => {
      const at = nearest(now);
      now += length;
      const frames = Number(nearest(now) - at);
      if (frames) {
        events.push({ clip: -1, frames, moment: number, at: Number(at) });
      }
    };
    const sounded = (clip, length, details) => {
      say(clip, details);
      rest(length - clipLength(clip) * scale);
    };
    const fits = (clip, length) => (clipLength(clip) + AFTER_WORD * frame) * scale <= length;
    const heard = (rows, length) => rows.find((row) => row.every((clip) => fits(clip, length))) ?? [];
    const movedLength = (moment) => {
      const [length, low, high] = roomOf(moment, choices);
      const end = share[0] > 0n ? high : low;
      return length * scale + (share[0] < 0n ? -share[0] : share[0]) * (end - length);
    };

    const perform = {
      sound: ({ clip }) => say(clip),
      rest: (moment, length) => rest(length),
      remainder: (moment, length) => rest(length),
      work(work, length) {
        const parts = BigInt(work.counts);
        const breath = oneSecond / 2n;
        if (work.up && parts) {
          const row = heard(work.rows, length / parts);
          if (row.length) {
            row.forEach((clip) => sounded(clip, length / parts, { isCount: true }));
            return;
          }
        }
        const row = !work.up && parts * oneSecond + breath <= length ? heard(work.rows, oneSecond) : [];
        let free = length - oneSecond * BigInt(row.length);
        if (work.halfway >= 0) {
          const words = clipLength(work.halfway) * scale;
          const begin = length / 2n + words + breath <= free ? length / 2n : (free - words) / 2n;
          if (begin >= breath) {
            rest(begin);
            say(work.halfway);
            free -= begin + words;
          }
        }
        rest(free);
        row.forEach((clip) => sounded(clip, oneSecond, { isCount: true }));
      },
      beats(beats, length) {
        const every = length / BigInt(beats.times);
        const row = heard(beats.rows, every);
        for (let beat = 0; beat < beats.times; beat += 1) {
          if (row.length) {
            sounded(row[beat], every, { isCount: true });
          } else {
            rest(every);
          }
        }
      },
      cycles({ phases, times }) {
        for (let time = 0; time < times; time += 1) {
          for (const [length, clip] of phases) {
            if (clip >= 0) {
              sounded(clip, units(length) * scale);
            } else {
              rest(units(length) * scale);
            }
          }
        }
      },
    };

    for (const [index] of moments) {
      const moment = score.moments[index];
      const length = isMoved(moment) ? movedLength(moment) * BigInt(moment.times ?? 1) : fixed(moment, lengths, scale);
      lengths.push(length);
      perform[moment.is](moment, length);
      number += 1;
    }
    return events;
  }

  /** The parts of a stream, as makeMp3 takes them: sounds with less than two frames of silence between them are one. */
  function partsOf(events) {
    const parts = [];
    let run = [];
    let length = 0;
    let gap = 0;
    const close = () => {
      if (run.length) {
        parts.push([score.runs[run.join("+")], length]);
      }
      if (gap) {
        parts.push([-1, gap]);
      }
    };
    for (const { clip, frames } of events) {
      if (clip < 0) {
        gap += frames;
        continue;
      }
      if (run.length && gap < TAIL) {
        run.push(gap, clip);
        length += gap + frames;
      } else {
        close();
        run = [clip];
        length = frames;
      }
      gap = 0;
    }
    close();
    return parts;
  }

  return { sequence, reach, shareFor, place, partsOf };
}
