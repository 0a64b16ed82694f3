// What is seen. The document is touched only where something has changed, so that nothing flickers and little work is done.

const SMALLEST_NAME_PX = 14;
const SMALLEST_WORDS_PX = 12;
const NOTE_MS = 2500;

/**
 * Gives a text the largest letters, up to `largest` pixels, with which it fits its box and no word is broken. Where even the smallest
 * are too large, words are broken.
 */
function fit(box, text, smallest, largest) {
  const fits = (px) => {
    text.style.fontSize = `${px}px`;
    return text.scrollHeight <= box.clientHeight && text.scrollWidth <= box.clientWidth;
  };
  text.classList.remove("broken");
  let low = smallest;
  let high = Math.max(smallest, Math.floor(largest));
  if (!fits(smallest)) {
    text.classList.add("broken");
  }
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  text.style.fontSize = `${low}px`;
}

/** The part of the page that shows a session; `own` are the page's own words. */
function makeDisplay(own) {
  const player = byId("player");
  const name = byId("name");
  const said = byId("said");
  const ring = makeRing(own);
  const chapters = [...byId("chapters").querySelectorAll("button")];
  let noteTimer;
  let shownChapter;
  const watched = new ResizeObserver(fitAll);
  watched.observe(name.parentElement);
  watched.observe(said.parentElement);

  function fitName() {
    const { clientHeight, clientWidth } = name.parentElement;
    fit(name.parentElement, name, SMALLEST_NAME_PX, Math.min(clientHeight / 1.18, clientWidth / 4));
  }

  function fitSaid() {
    const usual = parseFloat(getComputedStyle(said.parentElement).fontSize);
    fit(said.parentElement, said, SMALLEST_WORDS_PX, usual);
  }

  function fitAll() {
    fitName();
    fitSaid();
  }

  function showText(element, text, refit) {
    if (element.textContent !== text) {
      element.textContent = text;
      refit();
    }
  }

  function showChapter(number) {
    if (number !== shownChapter) {
      chapters[shownChapter]?.removeAttribute("aria-current");
      chapters[number].setAttribute("aria-current", "step");
      shownChapter = number;
    }
  }

  /** How much of the whole is over: to the thousandth, which is as fine as can be seen and spares the battery. */
  function showShare(share) {
    const rounded = share.toFixed(3);
    if (rounded !== player.dataset.share) {
      player.dataset.share = rounded;
      byId("gone").style.transform = `scaleX(${rounded})`;
      byId("head").style.left = `${100 * rounded}%`;
    }
  }

  return {
    /** Show a view of the table. `state` is `playing`, `paused` or `ended`. */
    show(view, state) {
      player.dataset.state = state;
      setText(byId("chapter").firstElementChild, view.chapter === view.step.name ? "" : view.chapter);
      showText(name, view.step.isEnd ? own.finished : view.step.name, fitName);
      // A name is said first, and words without a name give it: neither need stand there twice.
      showText(said, withoutStop(view.said) === withoutStop(view.step.name) ? "" : view.said, fitSaid);
      setAttribute(said, "data-now", String(view.isBeingSaid));
      player.dataset.effort = view.effort?.kind ?? "none";
      ring.show(view.effort, state === "paused");
      setText(byId("next-name"), view.next);
      byId("next-step").classList.toggle("none", !view.next);
      setText(byId("clock"), clock(view.left));
      showShare(view.share);
      setAttribute(byId("toggle"), "aria-label", state === "playing" ? own.pause : own.play);
      showChapter(view.step.chapter);
    },
    /** Have a screen reader say something when it has said all else. */
    announce(text) {
      byId("live").textContent = text;
    },
    /** Show something for a moment. */
    note(text) {
      clearTimeout(noteTimer);
      byId("note").textContent = text;
      player.dataset.noted = "";
      noteTimer = setTimeout(() => delete player.dataset.noted, NOTE_MS);
    },
    /** Leave the beginning and show the session. */
    begin() {
      byId("before").hidden = true;
      player.hidden = false;
      scrollTo(0, 0);
      // The button that had the focus is gone; on this no key has a meaning of its own.
      player.focus({ preventScroll: true });
      fitAll();
    },
  };
}
