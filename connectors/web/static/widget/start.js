// Starts the widget when the page is ready for it, and offers window.Dukan to the page's own scripts.

import { makeKept } from "./kept.js";
import { makePanel } from "./panel.js";
import { makeRich } from "./rich.js";
import { makeSession } from "./session.js";
import { pageName, readSettings } from "./settings.js";
import { makeTalk } from "./talk.js";
import { speaker } from "./words.js";

export function start(script, css) {
  if (window.Dukan) return; // the tag is there twice
  const settings = readSettings(script);
  const t = speaker(settings.locale);
  const kept = makeKept(settings.api);
  const session = makeSession(settings, kept);
  let asked = 0;
  let panel = null;

  // Many changes in one go are drawn once.
  function changed() {
    if (asked || !panel) return;
    asked = requestAnimationFrame(drawNow);
    setTimeout(drawNow, 100); // a hidden tab has no frames
  }

  function drawNow() {
    if (!asked) return;
    cancelAnimationFrame(asked);
    asked = 0;
    panel.draw();
  }

  const talk = makeTalk({ settings, kept, session, t, changed });
  const rich = makeRich({ settings, t, tap: talk.tap });

  function identify(token) {
    session.customer(token || "");
    if (session.isForeign()) talk.forget();
    else bind();
  }

  function bind() {
    if (session.current()) session.bind().then((ours) => ours || talk.forget());
  }

  function run() {
    panel = makePanel({ settings, t, talk, rich, kept, css, sendFile: talk.sendFile, session });
    if (session.isForeign()) talk.forget();
    panel.draw();
    if (panel.wasOpen()) panel.open();
    // An ongoing conversation is followed at once, for the badge; a new visitor costs nothing.
    else if (session.current()) setTimeout(talk.start, 300);
    bind();
    window.dispatchEvent(new CustomEvent("dukan:ready"));
  }

  window.Dukan = {
    open: (draft) => panel.open(draft),
    close: () => panel.close(),
    send(text) {
      panel.open();
      panel.say(String(text));
    },
    nudge: (words) => panel.nudge(String(words)),
    identify,
    forget: talk.forget,
    page: (sku, page) => (settings.page = pageName(sku, page)),
  };
  if (document.body) run();
  else addEventListener("DOMContentLoaded", run);
}
