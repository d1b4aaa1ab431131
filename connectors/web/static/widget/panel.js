// The widget on the page: its button, its panel, what opens and closes them, where the focus goes.

import { paint } from "./colour.js";
import { makeComposer } from "./composer.js";
import { el, icon } from "./dom.js";
import { makeElsewhere } from "./elsewhere.js";
import { makeLog } from "./log.js";
import { makeNudge } from "./nudge.js";

const PHONE = "(max-width: 640px)"; // the same as in style.css

export function makePanel({ settings, t, talk, rich, kept, css, sendFile, session }) {
  const phone = matchMedia(PHONE);
  const badge = el("span", { class: "badge", hidden: true, "aria-hidden": "true" });
  const launcher = el(
    "button",
    { type: "button", class: "launcher", "aria-expanded": "false", "aria-haspopup": "dialog" },
    icon("chat"),
    settings.label && el("span", { class: "label" }, settings.label),
    badge,
  );
  const status = el("p", { class: "state", role: "status" });
  const shut = el("button", { type: "button", class: "shut", "aria-label": t("close") }, icon("close"));
  const notice = el("div", { class: "notice", role: "status" });
  const newer = el("button", { type: "button", class: "newer", hidden: true }, t("newer"), icon("down"));
  const log = makeLog({ settings, t, rich, talk });
  const composer = makeComposer({
    settings,
    t,
    send: say,
    sendFile,
    typing: talk.typing,
    warm: talk.warm,
  });
  const face = rich.picture(settings.avatar, settings.name);
  face.className = "face";
  const elsewhere = makeElsewhere({ settings, t, session });
  const panel = el(
    "section",
    { class: "panel", role: "dialog", "aria-label": settings.name, tabindex: -1, hidden: true },
    el("div", { class: "head" }, face, el("div", { class: "names" }, el("h2", {}, settings.name), status), elsewhere.button, shut),
    elsewhere.box,
    notice,
    log.list,
    newer,
    composer.form,
  );
  const nudge = makeNudge({ t, open });
  const host = el("div", { id: "dukan-chat", class: "dukan-chat" });
  const root = host.attachShadow({ mode: "open" });
  const outer = el("div", { class: `outer ${settings.side} ${settings.theme}`, lang: settings.locale }, panel, nudge.box, launcher);
  let isOpen = false;
  let watcher = null;
  let pageOverflow = "";

  dress();
  paint(host, settings.color);
  root.append(outer);
  drawIntro();

  // A constructed sheet needs no leave from a strict policy; the old way needs the page's nonce.
  function dress() {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      root.adoptedStyleSheets = [sheet];
    } catch {
      const style = el("style", {}, css);
      style.nonce = settings.nonce;
      root.append(style);
    }
  }

  function drawIntro() {
    const starters = settings.starters.map((words) => {
      const chip = el("button", { type: "button", class: "chip" }, words);
      chip.addEventListener("click", () => say(words));
      return chip;
    });
    log.intro.append(
      el("div", { class: "said bot" }, el("div", { class: "bubble" }, settings.welcome || t("welcome"))),
      starters.length ? el("div", { class: "chips starters", role: "group", "aria-label": t("options") }, starters) : "",
    );
  }

  function say(words) {
    talk.say(words);
    log.toEnd();
  }

  function draw() {
    const view = talk.view();
    log.draw(view);
    log.intro.classList.toggle("used", view.items.length > 0);
    status.textContent = stateWords(view);
    status.className = `state ${view.state}`;
    const words = view.trouble && t(view.trouble);
    if (notice.textContent !== words) notice.textContent = words;
    notice.classList.toggle("shown", Boolean(words));
    elsewhere.offer(view.elsewhere);
    mark(view);
    newer.hidden = !isOpen || !log.hasMissed();
  }

  function stateWords(view) {
    if (view.state === "waiting") return t("waiting");
    if (view.state === "human") {
      const name = person(view.items);
      if (view.typist && view.typist !== "bot") return name ? t("typingBy", { name }) : t("typing");
      return name ? t("humanBy", { name }) : t("human");
    }
    return settings.subtitle || t("online");
  }

  // Who has taken over: said with the word that they are here, and with all that they say.
  function person(items) {
    const said = [...items].reverse().find((item) => item.by && (item.from === "agent" || item.from === "system"));
    return said ? said.by : "";
  }

  // Counts what came since the panel was last looked at, in whichever tab that was.
  function mark({ items }) {
    const newest = items.length ? items[items.length - 1].id : "";
    if (isOpen && !document.hidden && newest && kept.read("seen") !== newest) kept.write("seen", newest);
    const seen = items.findIndex((item) => item.id === kept.read("seen"));
    const unread = isOpen || seen < 0 ? 0 : items.slice(seen + 1).filter((item) => item.from !== "customer").length;
    badge.textContent = unread > 9 ? "9+" : String(unread);
    badge.hidden = !unread;
    const name = settings.label || t("open");
    launcher.setAttribute("aria-label", unread ? `${name}, ${t("unread", { n: unread })}` : name);
  }

  // ---- open and shut

  function open(draft) {
    if (typeof draft === "string") composer.draft(draft);
    if (!isOpen) {
      isOpen = true;
      nudge.hide();
      panel.hidden = false;
      outer.classList.add("opened");
      launcher.setAttribute("aria-expanded", "true");
      remember(true);
      watch();
      fit();
      talk.start();
      draw();
      composer.fit();
      log.toEnd();
    }
    // On a phone the keyboard would cover the greeting: there it waits for a tap.
    if (phone.matches && !draft) panel.focus({ preventScroll: true });
    else composer.focus();
  }

  function close() {
    if (!isOpen) return;
    isOpen = false;
    panel.hidden = true;
    elsewhere.hide();
    outer.classList.remove("opened");
    launcher.setAttribute("aria-expanded", "false");
    remember(false);
    if (watcher) watcher.destroy();
    watcher = null;
    fit();
    draw();
    launcher.focus({ preventScroll: true });
  }

  // The back button of a phone closes the sheet rather than leave the shop, where the browser can tell us.
  function watch() {
    if (!window.CloseWatcher) return;
    try {
      watcher = new CloseWatcher();
      watcher.onclose = () => {
        watcher = null;
        close();
      };
    } catch {
      watcher = null;
    }
  }

  function remember(value) {
    try {
      sessionStorage.setItem("dukan:open", value ? "1" : "");
    } catch {
      // Forbidden: the panel starts closed on the next page.
    }
  }

  function wasOpen() {
    try {
      return sessionStorage.getItem("dukan:open") === "1";
    } catch {
      return false;
    }
  }

  // On a phone the sheet covers what the keyboard leaves, and the page behind it keeps still.
  function fit() {
    const sheet = isOpen && phone.matches;
    const page = document.documentElement;
    if (sheet && page.style.overflow !== "hidden") {
      pageOverflow = page.style.overflow;
      page.style.overflow = "hidden";
    } else if (!sheet && page.style.overflow === "hidden") page.style.overflow = pageOverflow;
    panel.setAttribute("aria-modal", String(sheet));
    const seen = window.visualViewport;
    if (!seen) return;
    panel.style.setProperty("--height", sheet ? `${seen.height}px` : "");
    panel.style.setProperty("--top", sheet ? `${seen.offsetTop}px` : "");
    if (sheet && log.isFollowing()) log.toEnd();
  }

  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    } else if (event.key === "Tab" && phone.matches) turn(event);
  });

  // A sheet keeps the focus; a panel beside the page lets it go.
  function turn(event) {
    const stops = [...panel.querySelectorAll("button, a[href], textarea, summary, [tabindex='0']")].filter(
      (node) => !node.disabled && node.offsetParent,
    );
    const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
    if (root.activeElement !== edge && root.activeElement !== panel) return;
    event.preventDefault();
    (event.shiftKey ? stops[stops.length - 1] : stops[0]).focus();
  }

  launcher.addEventListener("click", () => (isOpen ? close() : open()));
  shut.addEventListener("click", close);
  newer.addEventListener("click", () => {
    log.toEnd();
    draw();
  });
  log.list.addEventListener("scroll", () => (newer.hidden = !log.hasMissed()), { passive: true });
  phone.addEventListener("change", fit);
  if (window.visualViewport) {
    visualViewport.addEventListener("resize", fit);
    visualViewport.addEventListener("scroll", fit);
  }
  document.addEventListener("visibilitychange", draw);
  kept.listen((key) => key === "seen" && draw());
  document.body.append(host);

  // "20|Looking for something?": after twenty seconds, unless the chat was used before.
  const [, seconds, said] = /^(\d+)\|(.+)$/.exec(settings.nudge) || [];
  if (said) setTimeout(() => isOpen || talk.view().items.length || nudge.show(said), seconds * 1000);

  return { host, nudge: (words) => isOpen || nudge.show(words), draw, open, close, say, wasOpen: () => wasOpen() && !phone.matches };
}
