// The page itself: what a person asks for, by touch, key or lock screen, becomes a position of the sound; and what is seen follows from it.

const SLOWEST = 0.6;
const FASTEST = 1.7;
const RATE_STEP = 1.1;
const VOLUME_STEP = 10 ** (3 / 20); // 3 dB, as live

const data = JSON.parse(byId("data").textContent);
const table = readTable(data);
const memory = makeMemory(data.digest);
const wakefulness = makeWakefulness();
const display = makeDisplay(data.own);
const audio = byId("audio");
const LAST_STEP = table.steps.length - 1;

let isBegun = false;
let isOver = false;
let shownStep = -1;
let frame = 0;

const lockScreen = makeLockScreen(data.title, {
  play: () => (isBegun ? goOn() : byId("start").click()),
  pause: () => audio.pause(),
  previoustrack: () => goSteps(-1),
  nexttrack: () => goSteps(1),
  seekto: (details) => goTo(details.seekTime),
});

// ---- showing

/** Everything that is seen, from where the sound is. */
function draw() {
  const view = viewAt(table, isOver ? table.length : audio.currentTime);
  const state = isOver ? "ended" : audio.paused ? "paused" : "playing";
  display.show(view, state);
  if (view.number !== shownStep) {
    shownStep = view.number;
    lockScreen.show(nameOf(view.step), view.chapter);
    rememberStep();
  }
}

/** Draw with every frame as long as it plays and somebody can see it. */
function watch() {
  if (frame || audio.paused || document.hidden) {
    return;
  }
  frame = requestAnimationFrame(() => {
    frame = 0;
    draw();
    watch();
  });
}

function tellLockScreen() {
  lockScreen.tell(!audio.paused, table.length, audio.currentTime, audio.playbackRate);
}

function nameOf(step) {
  return step.isEnd ? data.own.finished : step.name;
}

/** Said to a screen reader only when the voice of the sound is not about to say it. */
function announce() {
  const { step, chapter } = viewAt(table, audio.currentTime);
  const name = nameOf(step);
  display.announce(chapter === name ? name : `${chapter}: ${name}`);
}

// ---- remembering

/** The first step and the end are where a session begins anyway. */
function rememberStep() {
  if (isBegun) {
    const isUnderWay = !isOver && shownStep > 0 && !table.steps[shownStep].isEnd;
    memory.keep("step", isUnderWay ? shownStep : undefined);
  }
}

// ---- moving

/** Begin or go on. A sentence that was cut off is said again. */
function goOn() {
  if (isOver) {
    goTo(0);
  }
  const cutOff = audio.paused && ongoing(table.words, audio.currentTime);
  if (cutOff) {
    audio.currentTime = cutOff.at;
  }
  // A browser that lets no page play by itself says so here; the page stays paused, as it shows.
  audio.play().catch(() => draw());
}

/** Pause or go on; while the listener is waited for, go on from that. */
function toggle() {
  if (audio.paused) {
    goOn();
  } else if (!goOnFromWait()) {
    audio.pause();
  }
}

function goOnFromWait() {
  const effort = effortAt(table, audio.currentTime);
  if (audio.paused || effort?.kind !== "wait") {
    return false;
  }
  goTo(effort.end);
  return true;
}

function goTo(position) {
  isOver = false;
  audio.currentTime = Math.min(Math.max(0, position), table.length);
  draw();
}

function goToStep(number) {
  goTo(table.steps[Math.min(Math.max(0, number), LAST_STEP)].at);
  announce();
}

/** So many steps on from this one; 0 is its beginning. */
function goSteps(count) {
  goToStep(isOver ? LAST_STEP + Math.min(count, 0) : viewAt(table, audio.currentTime).number + count);
}

function goToChapter(chapter) {
  const number = table.steps.findIndex((step) => step.chapter === chapter);
  if (isBegun) {
    goToStep(number);
  } else {
    begin(number);
  }
}

/** Leave the first screen, at the beginning of a step. */
function begin(number) {
  isBegun = true;
  display.begin();
  goTo(table.steps[number].at);
  rememberStep();
  goOn();
}

// ---- loudness and speed

function changeVolume(factor) {
  audio.volume = Math.min(1, Math.max(0.03, audio.volume * factor));
  memory.keep("volume", audio.volume);
  say(filled(data.own.volume, Math.round(audio.volume * 100)));
}

function changeRate(factor) {
  audio.playbackRate = Math.min(FASTEST, Math.max(SLOWEST, audio.playbackRate * factor));
  memory.keep("rate", audio.playbackRate);
  say(filled(data.own.speed, Math.round(audio.playbackRate * 100)));
}

function say(text) {
  display.note(text);
  display.announce(text);
}

function showKeys() {
  const keys = byId("keys");
  keys.open = !keys.open;
  (keys.open ? keys : byId("player")).scrollIntoView({ block: "start" });
}

// ---- listening

const ACTIONS = {
  toggle,
  next: () => goOnFromWait() || goSteps(1),
  previous: () => goSteps(-1),
  again: () => goSteps(0),
  "say-again": () => goTo(runOfWordsAt(table, audio.currentTime)),
  faster: () => changeRate(RATE_STEP),
  slower: () => changeRate(1 / RATE_STEP),
  louder: () => changeVolume(VOLUME_STEP),
  softer: () => changeVolume(1 / VOLUME_STEP),
  "time-left": () => say(`${data.own.left} ${clock(table.length - audio.currentTime)}`),
  help: showKeys,
};

/** Do what a key means; tell whether anything was done. Any other key than those below means that the listener is ready. */
function act(meaning, isRepeated) {
  if (!isBegun) {
    const begins = (meaning === "toggle" || meaning === "next") && !isRepeated;
    if (begins) {
      byId("start").click();
    }
    return begins;
  }
  if (!meaning) {
    return goOnFromWait();
  }
  // A key held down makes it louder and louder, but doesn't run through the steps.
  if (!isRepeated || meaning === "louder" || meaning === "softer") {
    ACTIONS[meaning]();
  }
  return true;
}

function onClick(id, action) {
  byId(id).addEventListener("click", () => action());
}

function offerToGoOn() {
  const number = memory.count("step", LAST_STEP); // never the last, which is the end
  if (number) {
    byId("start").firstElementChild.textContent = data.own.go_on;
    byId("start-step").textContent = table.steps[number].name;
    byId("over").hidden = false;
  }
  onClick("start", () => begin(number ?? 0));
  onClick("over", () => begin(0));
  byId("go").hidden = false;
}

function listen() {
  const on = (target, names, listener) => names.forEach((name) => target.addEventListener(name, listener));
  on(audio, ["play", "playing", "pause", "seeked", "ratechange", "loadedmetadata"], tellLockScreen);
  on(audio, ["play", "playing", "pause", "seeked", "timeupdate"], draw);
  on(audio, ["play", "playing"], watch);
  on(document, ["visibilitychange"], watch);
  audio.addEventListener("play", wakefulness.on);
  audio.addEventListener("pause", () => {
    wakefulness.offLater();
    if (!audio.ended) {
      announce();
    }
  });
  audio.addEventListener("ended", () => {
    isOver = true;
    wakefulness.off();
    draw();
    rememberStep();
  });
  audio.addEventListener("error", () => {
    byId("trouble").hidden = false;
  });
  audio.addEventListener("playing", () => {
    byId("trouble").hidden = true;
  });
  onClick("toggle", toggle);
  onClick("previous", () => goSteps(-1));
  onClick("next", ACTIONS.next);
  for (const button of byId("chapters").querySelectorAll("button")) {
    button.addEventListener("click", () => goToChapter(Number(button.dataset.chapter)));
  }
  listenToKeys(data.keys, act);
  keepKeysFromWhatIsTouched();
}

listen();
audio.volume = memory.level("volume", 0.03, 1, 1);
// Loading puts the speed back to this one.
audio.defaultPlaybackRate = memory.level("rate", SLOWEST, FASTEST, 1);
audio.playbackRate = audio.defaultPlaybackRate;
const sound = takeSound(byId("sound"), data.sound, data.frame);
if (sound) {
  audio.src = URL.createObjectURL(sound);
  offerToGoOn();
} else {
  byId("trouble").textContent = data.own.incomplete;
  byId("trouble").hidden = false;
}
draw();
