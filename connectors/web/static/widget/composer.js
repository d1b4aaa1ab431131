// The box one writes in: grows with its text, counts near the limit, Enter sends.

import { el, icon } from "./dom.js";
import { LARGEST_FILE_MB, LONGEST } from "./settings.js";

const COUNT_FROM = LONGEST * 0.8;
const TYPING_EVERY = 3000;

export function makeComposer({ settings, t, send, sendFile, typing, warm }) {
  const box = el("textarea", {
    rows: 1,
    "aria-label": t("box"),
    placeholder: t("hint"),
    enterkeyhint: "send",
    autocomplete: "off",
    "aria-describedby": "count",
  });
  const count = el("div", { id: "count", class: "count", role: "status", hidden: true });
  const go = el("button", { type: "submit", class: "go", "aria-label": t("send"), disabled: true }, icon("send"));
  const form = el("form", { class: "composer" }, count, settings.files ? fileButton() : null, box, go);
  let told = 0;

  function fileButton() {
    const input = el("input", { type: "file", hidden: true });
    const open = el("button", { type: "button", class: "clip", "aria-label": t("attach") }, icon("attach"));
    open.addEventListener("click", () => input.click());
    input.addEventListener("change", () => {
      const [file] = input.files;
      input.value = "";
      if (!file) return;
      if (file.size > LARGEST_FILE_MB * 1048576) say(t("tooBig", { max: LARGEST_FILE_MB }), true);
      else sendFile(file);
    });
    return el("span", {}, input, open);
  }

  function say(words, wrong) {
    count.textContent = words;
    count.hidden = !words;
    count.classList.toggle("wrong", Boolean(wrong));
  }

  function fit() {
    const { length } = [...box.value.trim()];
    const tooLong = length > LONGEST;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight}px`;
    box.setAttribute("aria-invalid", String(tooLong));
    go.disabled = !length || tooLong;
    const values = { n: length.toLocaleString(), max: LONGEST.toLocaleString() };
    say(length < COUNT_FROM ? "" : t(tooLong ? "tooLong" : "left", values), tooLong);
  }

  box.addEventListener("input", () => {
    fit();
    warm();
    if (box.value && Date.now() > told + TYPING_EVERY && typing()) told = Date.now();
  });

  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit ? form.requestSubmit() : submit(event);
  });

  function submit(event) {
    event.preventDefault();
    if (go.disabled) return;
    send(box.value.trim());
    box.value = "";
    fit();
    box.focus();
  }

  form.addEventListener("submit", submit);

  return {
    form,
    focus: () => box.focus({ preventScroll: true }),
    draft(words) {
      box.value = words;
      fit();
    },
    fit,
  };
}
