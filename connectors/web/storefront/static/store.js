// The storefront's own bit of script: its buttons open the chat, choosing a retailer switches at once.

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-chat]");
  if (!button || !window.Dukan) return;
  if (button.dataset.chat === "send" && button.dataset.words) window.Dukan.send(button.dataset.words);
  else window.Dukan.open();
});

const who = document.querySelector(".who select");
if (who) who.addEventListener("change", () => who.form.submit());
