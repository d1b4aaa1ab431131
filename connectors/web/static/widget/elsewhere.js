// "Continue on WhatsApp": a one-time code brings cart and talk to another channel.

import { el, icon, safeUrl } from "./dom.js";

const APPS = { telegram: "Telegram", whatsapp: "WhatsApp" };

export function makeElsewhere({ settings, t, session }) {
  const button = el(
    "button",
    { type: "button", class: "shut", hidden: true, "aria-expanded": "false", "aria-label": t("elsewhere"), title: t("elsewhere") },
    icon("phone"),
  );
  const box = el("div", { class: "elsewhere", role: "region", "aria-label": t("elsewhere"), hidden: true });
  let asked = 0;

  async function show() {
    const mine = ++asked;
    button.setAttribute("aria-expanded", "true");
    box.hidden = false;
    box.replaceChildren(el("p", { class: "hint", role: "status" }, t("elsewhereWait")));
    let drawn;
    try {
      drawn = ways(await session.call("POST", "/v1/chat/link"));
    } catch (err) {
      drawn = [el("p", { class: "hint", role: "alert" }, err.message || t("serverFault"))];
    }
    if (mine !== asked || box.hidden) return; // shut meanwhile
    box.replaceChildren(...drawn);
    const first = box.querySelector("a");
    if (first) first.focus();
  }

  function ways(answer) {
    const found = Object.entries(APPS).flatMap(([name, title]) => {
      const url = safeUrl(answer[name], settings.api);
      if (!url) return [];
      return [el("a", { class: "link", href: url, target: "_blank", rel: "noopener noreferrer" }, t("continueOn", { name: title }), icon("out"))];
    });
    const typed = t("orType", { code: `LINK ${answer.code}`, n: answer.minutes });
    return [el("p", { class: "hint" }, t("elsewhereWhy")), el("div", { class: "links" }, found), el("p", { class: "hint" }, typed)];
  }

  function hide() {
    asked += 1;
    box.hidden = true;
    button.setAttribute("aria-expanded", "false");
  }

  button.addEventListener("click", () => (box.hidden ? show() : hide()));
  return { button, box, hide, offer: (channels) => (button.hidden = !channels.some((name) => APPS[name])) };
}
