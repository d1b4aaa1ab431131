// The list of what was said: keeps nodes and messages in step, and scrolls as a reader would.

import { clock, day, el } from "./dom.js";

const SHOWN = 200;
const NEAR = 80; // pixels from the end that still count as "at the end"

export function makeLog({ settings, t, rich, talk }) {
  const list = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": t("chat"), tabindex: 0 });
  const dots = el("div", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i"));
  const nodes = new Map(); // id -> { item, node }
  let following = true; // until the reader scrolls back
  let missed = false; // something came while they read further up
  let held = 0; // where we scrolled to ourselves

  list.addEventListener("scroll", scrolled, { passive: true });

  function scrolled() {
    if (Math.abs(list.scrollTop - held) > 2) following = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
    if (following) missed = false;
  }

  // Who speaks stands above what they say. The assistant is named only where people speak too.
  function frame(item, before, people) {
    const mine = item.from === "customer";
    const known = mine ? { ...item, text: item.text || item.title || talk.titleOf(item.tap) } : item;
    const newDay = day(item.at, settings.locale, t);
    const follows = before && speaker(before) === speaker(item) && !item.divider;
    const unnamed = mine || follows || (item.from === "bot" && !people);
    return el(
      "div",
      { class: `said ${mine ? "mine" : item.from || "bot"}${follows ? " follows" : ""}`, "data-id": item.id },
      newDay && (!before || day(before.at, settings.locale, t) !== newDay) && el("div", { class: "day" }, newDay),
      el("span", { class: unnamed ? "unseen" : "who" }, mine ? t("you") : nameOf(item), el("span", { class: "unseen" }, ": ")),
      ...rich.draw(known),
      foot(item),
    );
  }

  const isPerson = (item) => item.from === "agent" || item.from === "seller";
  const speaker = (item) => `${item.from}/${(isPerson(item) && item.by) || ""}`;
  const nameOf = (item) => (isPerson(item) && item.by) || t(isPerson(item) || item.from === "system" ? item.from : "bot");

  function foot(item) {
    const time = clock(item.at, settings.locale);
    if (item.status === "failed") {
      const again = el("button", { type: "button", class: "retry" }, t("retry"));
      again.addEventListener("click", () => talk.retry(item.id));
      return el("div", { class: "foot wrong", role: "alert" }, `${t("failed")} ${item.reason || ""} `, again);
    }
    if (item.from !== "customer") return el("div", { class: "foot" }, time);
    return el("div", { class: "foot" }, item.status === "sending" ? t("sending") : `${t("sent")} · ${time}`);
  }

  function draw({ earlier, items, typist }) {
    const all = [...earlier];
    if (earlier.length) all.push({ id: "-", from: "system", kind: "text", text: t("ended"), divider: true });
    all.push(...items);
    const shown = all.slice(-SHOWN);
    const fresh = shown.filter((item) => !nodes.has(item.id));
    const ids = new Set(shown.map((item) => item.id));
    for (const [id, { node }] of nodes) {
      if (ids.has(id)) continue;
      node.remove();
      nodes.delete(id);
    }
    const people = shown.some(isPerson);
    let place = intro.nextSibling;
    shown.forEach((item, at) => {
      const before = shown[at - 1];
      const known = nodes.get(item.id);
      // A frame depends on the one before it: whose it was, and of which day.
      const key = `${before ? speaker(before) + (before.at || "").slice(0, 10) : ""}${people}`;
      let node = known && known.node;
      if (!known || known.item !== item || known.key !== key) {
        node = frame(item, before, people);
        if (known) {
          if (known.node === place) place = node;
          known.node.replaceWith(node);
        }
        nodes.set(item.id, { item, key, node });
      }
      if (node === place) place = node.nextSibling;
      else list.insertBefore(node, place);
    });
    if (list.lastChild !== dots) list.append(dots);
    dots.hidden = !typist;
    follow(shown, fresh);
  }

  // Shows what is new from its start: a long answer is read from the top, under the words that asked for it.
  function follow(shown, fresh) {
    if (!fresh.length) return;
    const first = shown.findIndex((item) => item.id === fresh[0].id);
    const before = shown[first - 1];
    const wrote = fresh.some((item) => item.status === "sending");
    if (!following && !wrote) {
      missed = true;
      return;
    }
    const top = wrote || !before || before.from !== "customer" ? fresh[0] : before;
    scrollTo(wrote ? list.scrollHeight : nodes.get(top.id).node.offsetTop - 12);
  }

  function scrollTo(top) {
    list.scrollTop = top;
    held = list.scrollTop;
    following = true;
    missed = false;
  }

  const intro = el("div", { class: "intro" });
  list.append(intro, dots);

  return {
    list,
    intro,
    draw,
    toEnd: () => scrollTo(list.scrollHeight),
    isFollowing: () => following,
    hasMissed: () => missed,
  };
}
