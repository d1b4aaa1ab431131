// Forms and buttons of the sellers' and admins' pages: each sends JSON to /v1/staff and draws the page anew.
"use strict";
const csrf = document.querySelector("meta[name=csrf]").content;
function toast(words) {
  const spot = document.querySelector("#toast");
  spot.textContent = words;
  spot.classList.add("on");
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => spot.classList.remove("on"), 4000);
}
async function call(path, body, method = "POST", ask = "") {
  const answer = await fetch("/v1/staff" + path, {
    method, credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (answer.status === 401) { location.href = "/desk/sign-in"; return null; }
  const said = await answer.json();
  if (answer.ok) return said;
  // What would be lost is told first; a yes says so by this field, and the page shows what is left.
  if (answer.status === 409 && ask && confirm(`${said.title} Save all the same?`)) return call(path, { ...body, [ask]: true }, method);
  toast([said.title, ...(said.faults || [])].join(" "));
  return null;
}
// Who is at one of these pages is at the desk, and keeps the conversations they have.
if ("desk" in document.body.dataset) setInterval(() => call("/presence", {}), 30000);
// A dialog of our own: what is shown once can be copied.
function show(title, ...lines) {
  const box = document.createElement("dialog");
  const head = document.createElement("h2");
  head.textContent = title;
  box.append(head);
  for (const line of lines) box.append(line);
  const close = document.createElement("button");
  close.className = "primary";
  close.textContent = "Done";
  close.onclick = () => box.close();
  box.append(close);
  box.onclose = () => location.reload();
  document.body.append(box);
  box.showModal();
}
const made = (tag, words, href) => {
  const one = document.createElement(tag);
  one.textContent = words;
  if (href) Object.assign(one, { href, target: "_blank", rel: "noopener", className: "link" });
  return one;
};
function done(said, stay) {
  if (!said) return;
  if (said.password) return show("New password", made("p", said.email), made("code", said.password), made("p", "Shown once. Hand it over in person or by phone."));
  if (stay) return toast("Saved");
  location.reload();
}
function valueOf(field) {
  if (field.type === "checkbox") return field.checked;
  if (field.type !== "number") return field.value;
  return field.value === "" ? null : Number(field.value);  // nothing said
}
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.dataset.upload) { event.preventDefault(); return upload(form); }
  if (form.id === "hours") { event.preventDefault(); return saveHours(form); }
  if (!form.dataset.send) return;
  event.preventDefault();
  const body = {};
  for (const field of form.elements) if (field.name) body[field.name] = valueOf(field);
  const said = await call(form.dataset.send, body, form.dataset.method, form.dataset.ask);
  const fewer = said?.tiers && form.dataset.tiers !== undefined && said.tiers.length < Number(form.dataset.tiers);
  done(said, "stay" in form.dataset && !fewer);
});
// A file as it is; what became of it is told before the page is drawn anew.
async function upload(form) {
  const answer = await fetch("/v1/staff" + form.dataset.upload, {
    method: "POST", credentials: "same-origin",
    headers: { "Content-Type": "text/csv", "X-CSRF-Token": csrf },
    body: form.elements.file.files[0],
  });
  const said = await answer.json();
  if (!answer.ok) return toast(said.title);
  const told = [["paid", "paid in full"], ["part", "paid in part"], ["over", "too much"], ["twice", "of which nothing was open"],
    ["cancelled", "for a cancelled order"], ["unmatched", "of no order that could be told"], ["known", "known before"]];
  const lines = told.filter(([name]) => said[name]).map(([name, words]) => made("p", `${said[name]} ${words}`));
  show("What came in", ...(lines.length ? lines : [made("p", "Nothing came in on these days.")]), ...said.faults.map((one) => made("p", one)));
}
async function saveHours(form) {
  const week = {};
  for (let day = 0; day < 7; day++) {
    const from = form.elements[`${day}-from`].value, to = form.elements[`${day}-to`].value;
    if (from && to) week[day] = `${from}-${to}`;
  }
  const holidays = form.elements.holidays.value.split(/[\s,]+/).filter(Boolean);
  done(await call("/hours", { week, holidays, zone: form.elements.zone.value }, "PUT"), true);
}
document.addEventListener("click", async (event) => {
  const b = event.target.closest("button");
  if (!b) return;
  if ("print" in b.dataset) window.print();
  if ("chat" in b.dataset) {
    const said = await call("/seller-chat");
    if (!said) return;
    const ways = ["telegram", "whatsapp"].filter((name) => said[name])
      .map((name) => { const p = made("p", ""); p.append(made("a", `Open ${name === "telegram" ? "Telegram" : "WhatsApp"}`, said[name])); return p; });
    show("Connect your phone", ...ways, made("p", "Or send this code to the shop's chat, within half an hour:"), made("code", said.code));
  }
  if ("factor" in b.dataset) {
    const said = await call("/second-factor");
    if (!said) return;
    const steps = document.querySelector("#factor-steps").content.cloneNode(true);
    steps.querySelector(".key").textContent = said.secret.match(/.{1,4}/g).join(" ");
    steps.querySelector(".otp").href = said.uri;
    steps.querySelector(".qr").src = said.qr;
    document.querySelector("#factor").replaceChildren(steps);
  }
  if (b.dataset.call && (!b.dataset.sure || confirm(b.dataset.sure))) {
    done(await call(b.dataset.call, b.dataset.body ? JSON.parse(b.dataset.body) : undefined, b.dataset.method));
  }
});
