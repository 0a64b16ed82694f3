// The ring, which empties while hands work and counts what they repeat, with the words below it.

/** `own` are the page's own words. */
function makeRing(own) {
  const ring = byId("ring");
  const rest = byId("rest");
  const notches = byId("notches");
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)");
  let shownTimes;

  /** Like the hand of a clock: what is gone grows from the top to the right. Once a second for whom motion disturbs. */
  function showRest(effort) {
    const left = isCalm.matches ? wholeSeconds(effort.left) : effort.left;
    const share = Math.min(1, left / effort.length);
    setAttribute(rest, "stroke-dasharray", `${share.toFixed(4)} 2`);
    setAttribute(rest, "stroke-dashoffset", (share - 1).toFixed(4));
  }

  /** One notch for each repetition. */
  function showNotches(times) {
    if (times !== shownTimes) {
      shownTimes = times;
      notches.setAttribute("pathLength", String(times || 1));
      notches.setAttribute("stroke-dasharray", times > 1 ? `${times * 0.012} ${1 - times * 0.012}` : "0 2");
    }
  }

  return {
    /** Show what the hands do; nothing while they only listen. */
    show(effort, isPaused) {
      const number = effort ? String(effort.times ? effort.repetition : wholeSeconds(effort.left)) : "";
      const label = effort ? filled(own[effort.kind], effort.times) : "";
      setText(byId("label"), isPaused ? own.paused : label);
      setText(byId("number"), number);
      setAttribute(ring, "aria-hidden", String(!effort));
      if (effort) {
        showRest(effort);
        showNotches(effort.times);
        setAttribute(ring, "aria-valuemax", String(effort.times || wholeSeconds(effort.length)));
        setAttribute(ring, "aria-valuenow", number);
      }
    },
  };
}
