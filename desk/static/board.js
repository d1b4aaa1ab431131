// Forms and buttons of the sellers' and admins' pages: each sends JSON to /v1/staff and draws the page anew.
"use strict";
const csrf = document.querySelector("meta[name=csrf]").content;
function toast(words) {
  const spot = document.querySelector("#toast");
  spot.textContent = words;
  spot.classList.add("on");
}
async function call(path, body) {
  const answer = await fetch("/v1/staff" + path, {
    method: "POST", credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const said = await answer.json();
  if (!answer.ok) return toast(said.title);
  if (said.password) alert(`The password of ${said.email}, shown once: ${said.password}`);
  location.reload();
}
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-send]");
  if (!form) return;
  event.preventDefault();
  const body = {};
  for (const field of form.elements) if (field.name) body[field.name] = field.type === "checkbox" ? field.checked : field.value;
  call(form.dataset.send, body);
});
document.addEventListener("click", (event) => {
  const b = event.target.closest("[data-call]");
  if (b) call(b.dataset.call, b.dataset.body ? JSON.parse(b.dataset.body) : undefined);
});
