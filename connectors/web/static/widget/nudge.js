// One friendly line beside the button, if the shop asks for it: at most once a visit, gone for good when shut.

import { el, icon } from "./dom.js";

const SEEN = "dukan:nudged";

export function makeNudge({ t, open }) {
  const words = el("button", { type: "button", class: "words" });
  const shut = el("button", { type: "button", class: "away", "aria-label": t("dismiss") }, icon("close"));
  const box = el("div", { class: "nudge", role: "status", hidden: true }, words, shut);

  function wasShown() {
    try {
      return Boolean(sessionStorage.getItem(SEEN));
    } catch {
      return !box.hidden;
    }
  }

  function hide() {
    box.hidden = true;
    try {
      sessionStorage.setItem(SEEN, "1");
    } catch {
      // Forbidden: it may come once more, on another page.
    }
  }

  function show(said) {
    if (!said || wasShown()) return;
    words.textContent = said;
    box.hidden = false;
  }

  words.addEventListener("click", () => {
    hide();
    open();
  });
  shut.addEventListener("click", hide);

  return { box, show, hide };
}
