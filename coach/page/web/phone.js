// What a phone has around a page: a screen that goes dark, a lock screen and headsets. Each is used where there is one.

/** How long the screen stays on while paused, in milliseconds: long enough for an interruption, not for a night. */
const AWAKE_WHILE_PAUSED_MS = 10 * 60 * 1000;

/** Keeps the screen awake: `on()` while it plays, `offLater()` when it pauses, `off()` at the end. */
function makeWakefulness() {
  let isWanted = false;
  let lock;
  let timer;

  async function ask() {
    if (!isWanted || lock || document.hidden) {
      return;
    }
    try {
      const granted = await navigator.wakeLock.request("screen");
      lock = granted;
      granted.addEventListener("release", () => {
        lock = undefined;
      });
      if (!isWanted) {
        await granted.release();
      }
    } catch {
      // There is none, or the battery is low: the screen goes dark when the phone says so, and the sound goes on.
    }
  }

  function off() {
    clearTimeout(timer);
    isWanted = false;
    lock?.release().catch(() => {});
  }

  // A browser takes the lock away whenever the page is out of sight.
  document.addEventListener("visibilitychange", ask);
  return {
    on() {
      clearTimeout(timer);
      isWanted = true;
      ask();
    },
    offLater() {
      clearTimeout(timer);
      timer = setTimeout(off, AWAKE_WHILE_PAUSED_MS);
    },
    off,
  };
}

/** The lock screen and the buttons of a headset. `handlers` are functions by the names of the Media Session API. */
function makeLockScreen(album, handlers) {
  const session = navigator.mediaSession;
  if (!session || typeof MediaMetadata === "undefined") {
    return { show() {}, tell() {} };
  }
  for (const [action, handler] of Object.entries(handlers)) {
    try {
      session.setActionHandler(action, handler);
    } catch {
      // A browser that has never heard of this action.
    }
  }
  return {
    show(title, artist) {
      session.metadata = new MediaMetadata({ title, artist, album });
    },
    tell(isPlaying, duration, position, playbackRate) {
      session.playbackState = isPlaying ? "playing" : "paused";
      try {
        session.setPositionState({ duration, playbackRate, position: Math.min(position, duration) });
      } catch {
        // An older browser without it.
      }
    },
  };
}
