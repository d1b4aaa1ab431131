// The desk's little script: live inbox and thread, replies, canned answers, product cards, shortcuts.
"use strict";
const $ = (what, where = document) => where.querySelector(what);
const csrf = $("meta[name=csrf]").content;
const me = JSON.parse($("#me").textContent);
const canned = JSON.parse($("#canned").textContent);
const drafts = new Map();
let box = $("#inbox").dataset.box;
let open = $(".thread")?.dataset.id || "";
let limit = 0; // rows of the inbox; 0 is a page
const people = JSON.parse($("#people").textContent);

async function call(path, body, method = "POST") {
  const answer = await fetch("/v1/staff" + path, {
    method, credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(() => refuse(navigator.onLine === false ? "You are offline." : "The shop can't be reached."));
  if (answer.status === 401) { location.href = "/desk/sign-in"; throw new Error("signed out"); }
  const said = await answer.json().catch(() => ({ title: "The shop did not take that. Please try again." }));
  if (!answer.ok) refuse(said.title);
  return said;
}
function refuse(words) {
  toast(words);
  throw new Error(words);
}
function toast(words) {
  const spot = $("#toast");
  spot.textContent = words;
  spot.classList.add("on");
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => spot.classList.remove("on"), 3200);
}

// Parts of the page are drawn by the server and put in place here.
async function fetchPart(path) {
  const answer = await fetch(path, { credentials: "same-origin" }).catch(() => null); // the feed says when it is back
  if (!answer) return null;
  if (answer.status === 401) location.href = "/desk/sign-in";
  return answer.ok ? answer.text() : null;
}
const FILTERS = ["q", "channel", "label", "seller"];
async function drawInbox() {
  const asked = box;
  const wanted = new URLSearchParams({ box, open });
  if (limit) wanted.set("limit", limit);
  for (const name of FILTERS) if ($("#" + name)?.value) wanted.set(name, $("#" + name).value);
  const html = await fetchPart("/desk/part/inbox?" + wanted);
  if (asked !== box) return; // another box was asked for meanwhile
  if (html === null) { $(".rows").inert = false; return; }
  const top = $(".rows")?.scrollTop || 0;
  $("#inbox").innerHTML = html;
  $(".rows").scrollTop = top;
  title();
}
let calls = 0; // what happened while nobody looked at this window
function title() {
  const waiting = $(".count.waiting")?.textContent || "";
  const news = calls && document.hidden ? `● ${calls} new · ` : "";
  document.title = news + (waiting ? `(${waiting}) ` : "") + "Inbox · " + me.shop;
}
document.addEventListener("visibilitychange", () => { if (!document.hidden) { calls = 0; title(); soonInbox(); soonThread(); } });
async function drawThread() {
  if (!open) return;
  const asked = open;
  const html = await fetchPart("/desk/part/c/" + asked);
  if (html === null || asked !== open) return;
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const now = $(".thread"), next = $(".thread", fresh), old = $(".said");
  const atEnd = !old || old.scrollHeight - old.scrollTop - old.clientHeight < 80;
  const place = old?.scrollTop;
  const same = now && now.dataset.id === next.dataset.id;
  if (same && now.dataset.mine === next.dataset.mine) {
    // What is being written, and the picker over it, stay untouched.
    const menu = [...now.querySelectorAll(".bar details")].some((d) => d.open);
    if (!menu) $(".bar", now).replaceWith($(".bar", next));
    $(".said", now).replaceWith($(".said", next));
    $(".summary", now)?.remove();
    if ($(".summary", next)) $(".said", now).before($(".summary", next));
    drawPanel($(".panel", fresh));
    const shut = $(".closed", now), shutNow = $(".closed", next);
    if (Boolean(shut) !== Boolean(shutNow)) { shut?.remove(); if (shutNow) $(".reply", now).prepend(shutNow); }
    now.dataset.state = next.dataset.state;
  } else {
    const before = $("#words");
    const focused = before && document.activeElement === before;
    if (before) drafts.set(now.dataset.id, before.value);
    $("#open").replaceChildren(...fresh.body.children);
    $("#words").value = drafts.get(open) || "";
    if ($(".reply").dataset.locked) setMode("note");
    if (focused) $("#words").focus();
  }
  const said = $(".said");
  said.scrollTop = atEnd || !same ? said.scrollHeight : place;
}
// Stays while a number is typed into it; a button of it that has the focus keeps it.
function drawPanel(fresh) {
  const at = $(".panel").contains(document.activeElement) ? document.activeElement : null;
  if (at?.matches("input")) return;
  $(".panel").replaceWith(fresh);
  const same = (b) => ["order", "act", "do", "sku"].every((name) => b.dataset[name] === at.dataset[name]);
  if (at?.matches("button")) [...fresh.querySelectorAll("button")].find(same)?.focus();
}
function show(id) {
  if ($("#words")) drafts.set(open, $("#words").value);
  open = id;
  history.pushState({ id }, "", `/desk/c/${id}?box=${box}`);
  document.body.classList.add("has-open");
  if ($(".nothing")) $(".nothing").textContent = "Opening…";
  for (const row of document.querySelectorAll(".row")) row.classList.toggle("open", row.dataset.id === id);
  drawThread().then(drawInbox);
}
window.addEventListener("popstate", () => location.reload());

let inboxTimer, threadTimer;
const soonInbox = () => { inboxTimer ??= setTimeout(() => { inboxTimer = undefined; drawInbox(); }, 150); };
const soonThread = () => { threadTimer ??= setTimeout(() => { threadTimer = undefined; drawThread(); }, 60); };

function listen() {
  const feed = new EventSource("/v1/staff/feed");
  let lost = false;
  feed.onopen = () => { if (lost) { soonInbox(); soonThread(); } lost = false; };
  feed.onerror = () => { lost = true; };
  feed.onmessage = (event) => {
    const news = JSON.parse(event.data);
    if (news.what === "typing") return someoneTypes(news);
    if (news.what === "breach") toast("Somebody has waited longer than promised");
    if (news.what === "overdue") toast("Something was not settled in the time promised");
    if (["ask", "requeue", "wake"].includes(news.what)) notify();
    if (news.what === "note" && news.to.split(",").includes(me.id)) { toast("A colleague named you in a note"); notify(); }
    if (news.what === "claim" && news.to === me.id) toast("A colleague took over a conversation of yours");
    if (news.what === "transfer" && news.to === me.id) { toast("A conversation was handed to you"); notify(); }
    if (news.what === "message" && news.sender === "customer" && news.state === "human" && news.conversation !== open) notify(true);
    soonInbox();
    if (news.conversation === open) soonThread();
  };
}
function someoneTypes(news) {
  if (news.conversation !== open || news.actor === me.id) return;
  const line = $(".typing");
  if (!line) return;
  line.textContent = news.actor === "customer" ? "The customer is writing" : `${news.name} is writing here`;
  line.hidden = false;
  clearTimeout(someoneTypes.timer);
  someoneTypes.timer = setTimeout(() => { line.hidden = true; }, 4000);
}
let sound;
function notify(soft) {
  if (document.hidden) { calls += 1; title(); }
  try {
    sound ??= new AudioContext();
    const tone = sound.createOscillator(), loud = sound.createGain();
    tone.frequency.value = soft ? 520 : 740;
    loud.gain.setValueAtTime(0.05, sound.currentTime);
    loud.gain.exponentialRampToValueAtTime(0.0001, sound.currentTime + 0.25);
    tone.connect(loud).connect(sound.destination);
    tone.start();
    tone.stop(sound.currentTime + 0.25);
  } catch { /* no sound here */ }
}

let moving = Promise.resolve(); // what is sent meanwhile waits: it may be a note before, and a reply after
function move(name) {
  moving = made(name);
  return moving;
}
async function made(name) {
  const from = $(".thread").dataset.agent; // whose it is as this page shows it: nobody else's is taken
  await call(`/conversations/${open}/${name}`, name === "claim" ? { from } : undefined);
  if (name === "claim") box = "mine";
  await Promise.all([drawThread(), drawInbox()]);
  if (name === "claim") $("#words")?.focus();
}
function setMode(mode) {
  const form = $(".reply");
  form.classList.toggle("noting", mode === "note");
  for (const b of form.querySelectorAll("[data-mode]")) b.setAttribute("aria-pressed", String(b.dataset.mode === mode));
  $("#words").placeholder = mode === "note" ? "A private note. Customers never see it" : "Write to the customer. / for canned answers, Enter sends";
}
// Nobody is called "Visitor" in a message: without a name the words close up around it.
const asText = (said) => (customerName() ? said.replaceAll("{name}", customerName()) : said.replace(/,?\s*\{name\}/g, ""))
  .replaceAll("{agent}", me.name).replaceAll("{shop}", me.shop)
  .replaceAll("{order}", $(".orders li span")?.firstChild.textContent.trim() || "your order")
  .replaceAll("{total}", $(".panel .cart .sum td:last-child")?.textContent.trim() || "your cart");
const customerName = () => $(".bar h1").dataset.name;
async function send(template) {
  await moving.catch(() => {});
  const words = $("#words");
  const said = words.value.trim();
  if (!said) return;
  const note = $(".reply").classList.contains("noting"), to = open;
  words.value = "";
  drafts.delete(open);
  try {
    if (note) await call(`/conversations/${to}/notes`, { text: said });
    else await call(`/conversations/${to}/messages`, template ? { text: said, template } : { text: said });
  } catch (err) {
    // Back in the box it came from, above what was written since; and why, until something is sent.
    const box = open === to && $("#words");
    if (!box) drafts.set(to, said);
    else {
      box.value = [said, box.value].filter(Boolean).join("\n");
      Object.assign($("#unsent"), { textContent: `Not sent. ${err.message}`, hidden: false });
    }
    throw err;
  }
  $("#unsent").hidden = true;
  await drawThread();
}
async function sendFile(field) {
  const file = field.files[0];
  field.value = "";
  if (!file) return;
  toast(`Sending ${file.name}`);
  const answer = await fetch(`/v1/staff/conversations/${open}/files?name=${encodeURIComponent(file.name)}`, {
    method: "POST", credentials: "same-origin", body: file,
    headers: { "Content-Type": file.type || "text/csv", "X-CSRF-Token": csrf },
  });
  toast(answer.ok ? `${file.name} is sent` : (await answer.json()).title);
  await drawThread();
}
async function setCart(sku, quantity) {
  closePicker();
  await call(`/conversations/${open}/cart`, { sku, quantity }).catch((err) => { document.activeElement?.blur(); drawThread(); throw err; });
  document.activeElement?.blur();
  await drawThread();
}
async function sendCard(sku) {
  closePicker();
  await call(`/conversations/${open}/messages`, { sku, text: "" });
  await drawThread();
}

// Channels keep photos for a while only.
document.addEventListener("error", (event) => {
  if (event.target.matches?.(".photo img")) event.target.closest(".photo").replaceWith("A photo that the channel does not have any more");
}, true);

// What no catalogue has: the customer's last words to begin with, and whom to ask.
function wish() {
  const box = $("#wish"), form = $("form", box);
  const wanted = [...document.querySelectorAll(".from-customer:not([data-intent=human_agent]) p")];
  form.text.value = wanted.at(-1)?.textContent || "";
  box.returnValue = "";
  box.onclose = () => {
    if (box.returnValue !== "ask") return;
    call(`/conversations/${open}/wish`, { text: form.text.value, seller: form.seller.value })
      .then(() => { toast("The seller has it"); drawThread(); }).catch((err) => console.warn(err.message));
  };
  box.showModal();
  form.text.focus();
}

// One picker for canned answers and products: arrows choose, Enter takes, Escape leaves.
function closePicker() { const p = $(".picker"); if (p) { p.hidden = true; p.replaceChildren(); } }
function fill(rows, take, first = true) {
  const list = $(".picker");
  list.querySelectorAll("button").forEach((b) => b.remove());
  for (const [n, row] of rows.entries()) {
    const b = document.createElement("button");
    b.type = "button";
    b.textContent = row.title;
    const more = document.createElement("small");
    more.textContent = row.more;
    b.append(more);
    if (!n && first) b.classList.add("on");
    b.onclick = () => take(row);
    list.append(b);
  }
}
function pickCanned(typed) {
  const wanted = typed.toLowerCase();
  const rows = canned.filter((c) => (c.shortcut + " " + c.title).toLowerCase().includes(wanted))
    .map((c) => ({ title: `/${c.shortcut}  ${c.title}`, more: c.text, text: c.text }));
  $(".picker").hidden = !rows.length;
  fill(rows, (row) => {
    $("#words").value = asText(row.text);
    closePicker();
    $("#words").focus();
  });
}
function pickPerson(typed) {
  const rows = people.filter((p) => p.id !== me.id && p.name.toLowerCase().startsWith(typed.toLowerCase())).map((p) => ({ title: "@" + p.name, more: "" }));
  $(".picker").hidden = !rows.length;
  fill(rows, (row) => {
    $("#words").value = $("#words").value.replace(/@\w*$/, row.title.split(" ")[0] + " ");
    closePicker();
    $("#words").focus();
  });
}
function pickProduct(take = (row) => sendCard(row.sku)) {
  const list = $(".picker");
  list.hidden = false;
  list.replaceChildren();
  const find = document.createElement("input");
  find.placeholder = "Product by name or number";
  find.setAttribute("aria-label", "Product by name or number");
  list.append(find);
  let timer;
  const look = async () => {
    const asked = find.value;
    const { products } = await call("/find-products?q=" + encodeURIComponent(asked), undefined, "GET");
    if (asked !== find.value) return;
    fill(products.map((p) => ({ title: p.title, more: `${p.pack} · ${p.sku}`, sku: p.sku })), take, Boolean(asked.trim())); // Enter takes only what was named
  };
  find.oninput = () => { fill([], take); clearTimeout(timer); timer = setTimeout(look, 120); }; // nothing stale to choose
  look();
  find.focus();
}
function pickKeys(event) {
  const list = $(".picker");
  if (!list || list.hidden) return false;
  const all = [...list.querySelectorAll("button")];
  const at = all.findIndex((b) => b.classList.contains("on"));
  if (event.key === "Escape") { closePicker(); $("#words").focus(); }
  else if (event.key === "Enter") (all.find((b) => b === event.target) || all[at])?.click();
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const next = event.key === "ArrowDown" ? all[(at + 1) % all.length] : all.at(at < 1 ? -1 : at - 1);
    all[at]?.classList.remove("on");
    next?.classList.add("on");
    next?.scrollIntoView({ block: "nearest" });
  } else return false;
  event.preventDefault();
  return true;
}

document.addEventListener("click", (event) => {
  const on = (what) => event.target.closest(what);
  const row = on(".row"), tab = on("[data-box].tabs a, .tabs a");
  if (!on("details.menu")) for (const d of document.querySelectorAll("details.menu[open]")) d.open = false;
  if (row && !event.ctrlKey && !event.metaKey) { event.preventDefault(); return show(row.dataset.id); }
  if (tab) {
    event.preventDefault();
    box = tab.dataset.box;
    limit = 0;
    $(".rows").inert = true; // still those of another box: nobody opens one of them by a quick click
    return drawInbox();
  }
  const b = on("button");
  if (!b) return;
  const done = (work) => work.catch((err) => console.warn(err.message));
  if (b.dataset.move && (!b.dataset.sure || confirm(b.dataset.sure))) done(move(b.dataset.move));
  if (b.dataset.mode) setMode(b.dataset.mode);
  if (b.dataset.sku) done(sendCard(b.dataset.sku));
  if (b.dataset.unlabel) done(call(`/conversations/${open}/labels`, { label: b.dataset.unlabel, on: false }).then(drawThread));
  if (b.dataset.transfer) {
    const note = prompt("A word for your colleague", "") ;
    if (note !== null) done(call(`/conversations/${open}/transfer`, { to: b.dataset.transfer, note }).then(() => { drawThread(); drawInbox(); }));
  }
  if (b.dataset.do === "label") { const label = prompt("Label", ""); if (label?.trim()) done(call(`/conversations/${open}/labels`, { label }).then(drawThread)); }
  if (b.dataset.snooze) done(call(`/conversations/${open}/snooze`, { minutes: Number(b.dataset.snooze) }).then(() => { toast(`Back in the line in ${b.textContent.toLowerCase()}`); b.closest("details").open = false; drawThread(); drawInbox(); }));
  if (b.dataset.priority) done(call(`/conversations/${open}/priority`, { priority: Number(b.dataset.priority) }).then(() => { b.closest("details").open = false; drawThread(); drawInbox(); }));
  if (b.dataset.more) { limit = Number(b.dataset.more); drawInbox(); }
  if (b.dataset.template) done(send(b.dataset.template));
  if (b.dataset.order && confirm(`${b.textContent.trim()}: ${b.dataset.order}?`)) done(call(`/conversations/${open}/orders/${encodeURIComponent(b.dataset.order)}`, { act: b.dataset.act }).then(drawThread));
  if (b.dataset.do === "cart") document.body.classList.remove("show-panel"); // on a phone it would lie over the picker
  if (b.dataset.do === "cart") pickProduct((row) => setCart(row.sku, 1).catch((err) => console.warn(err.message)));
  if (b.dataset.do === "panel") document.body.classList.toggle("show-panel");
  if (b.dataset.do === "wish") { b.closest("details").open = false; wish(); }
  if (b.dataset.do === "shut") b.closest("dialog").close();
  if (b.dataset.do === "canned") pickCanned("");
  if (b.dataset.do === "product") pickProduct();
});
document.addEventListener("submit", (event) => {
  if (event.target.matches(".reply")) { event.preventDefault(); send().catch((err) => console.warn(err.message)); }
  if (event.target.matches(".find")) { event.preventDefault(); drawInbox(); }
});
let typed = 0, findTimer;
document.addEventListener("input", (event) => {
  if (event.target.id === "words") {
    const words = event.target;
    words.style.height = "auto";
    words.style.height = words.scrollHeight + "px";
    const noting = $(".reply").classList.contains("noting"), named = noting && words.value.match(/@(\w*)$/);
    if (words.value.startsWith("/") && !noting) pickCanned(words.value.slice(1)); else if (named) pickPerson(named[1]); else closePicker();
    if (Date.now() - typed > 2500 && open) { typed = Date.now(); fetch(`/v1/staff/conversations/${open}/typing`, { method: "POST", headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf }, body: JSON.stringify({ note: noting }) }).catch(() => {}); }
  }
  if (FILTERS.includes(event.target.id)) { clearTimeout(findTimer); findTimer = setTimeout(drawInbox, 200); }
  if (event.target.id === "presence") { event.target.className = "pres " + event.target.value; call("/presence", { status: event.target.value }).catch(() => {}); if (event.target.value === "offline") toast("Your conversations go back into the line"); }
});
document.addEventListener("change", (event) => {
  const field = event.target;
  if (field.id === "file") sendFile(field).catch((err) => toast(err.message));
  if (field.dataset.cart && field.value !== field.dataset.was) setCart(field.dataset.cart, Number(field.value)).catch((err) => console.warn(err.message));
});
document.addEventListener("keydown", (event) => {
  const inWords = event.target.id === "words";
  if ((inWords || event.target.closest(".picker")) && pickKeys(event)) return;
  if (inWords && event.key === "Enter" && !event.shiftKey) { event.preventDefault(); return send().catch((err) => console.warn(err.message)); }
  if ((event.ctrlKey || event.metaKey) && event.key === "k") { event.preventDefault(); return $("#q").focus(); }
  if (event.altKey) {
    const name = { t: "claim", b: "release", r: "resolve" }[event.key];
    if (event.key === "p" && $(".thread")?.dataset.mine === "1") { event.preventDefault(); return pickProduct(); }
    const b = name && $(`[data-move=${name}]`);
    if (b) { event.preventDefault(); b.click(); }
    return;
  }
  if (event.target.matches("input, textarea, select, .picker button")) return;
  if (event.key === "j" || event.key === "k") {
    const rows = [...document.querySelectorAll(".row")];
    const at = rows.findIndex((r) => r.dataset.id === open);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + (event.key === "j" ? 1 : -1)))];
    if (next) show(next.dataset.id);
  }
});

if ($(".said")) $(".said").scrollTop = $(".said").scrollHeight;
if ($(".reply")?.dataset.locked) setMode("note");
listen();
setInterval(drawInbox, 30000); // waiting times go on, and this member is seen to be here
