// The conversation: what was said, what still has to go out, and how both are kept in step with the server.
//
// A message has a client's id from the start, so sending it twice is harmless; every item is known by its id, so
// hearing it twice is too. After each (re)connection the history is read from the last point that is certain.

import { ask, Refused } from "./session.js";
import { makeLive } from "./live.js";

const KEPT_ITEMS = 60; // shown at once after a reload
const LONGEST_WAIT = 30000;
const QUIET_TRIES = 2; // a 5xx may be a restart: tried again before anybody is told
const POLL_EVERY = 10000; // while nothing live gets through

export function newId() {
  if (window.crypto && crypto.randomUUID) return crypto.randomUUID();
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`;
}

export function makeTalk({ settings, kept, session, t, changed }) {
  const cache = (session.current() && kept.read("cache")) || {};
  let earlier = []; // of a session that has ended
  let items = cache.items || [];
  let synced = cache.synced || ""; // up to here nothing can be missing
  let syncing = null;
  let queue = []; // entries that the server has not taken yet, oldest first
  let posting = false;
  let wait = 1000;
  let timer = 0;
  let poll = 0;
  let reached = 0; // when the server last answered
  let elsewhere = []; // channels on which the talk may go on
  let state = "bot";
  let statesHeard = 0; // live; an answer that was on its way meanwhile knows less
  let typist = "";
  let typistTimer = 0;
  let trouble = ""; // "", "connecting", "offline"
  let open = 0; // answers that are waited for
  let started = false;
  let unproven = ""; // the token of a renewed session, until the server has taken something with it

  const live = makeLive(settings.api, {
    up() {
      answered();
      sync().catch(() => {});
      pump();
    },
    down() {
      if (Date.now() > reached + POLL_EVERY * 1.5) lost(); // as long as REST works nobody need worry
      poll = poll || setTimeout(pollOnce, POLL_EVERY);
    },
    // The server refused the token: REST says for certain whether it is over.
    refused() {
      connect.token = "";
      sync()
        .then(() => later())
        .catch(() => later());
    },
    reply(item) {
      if (item.from !== "system") typing("");
      add(item);
    },
    message: (item) => add(item),
    state(body) {
      statesHeard += 1;
      setState(body.state);
    },
    typing(body) {
      const from = body.from || "bot";
      // While a person answers, the assistant only passes messages on.
      if (from !== "customer" && (from !== "bot" || state === "bot")) typing(from);
    },
    order(order) {
      items = items.map((item) =>
        item.order && item.order.id === order.id ? { ...item, order: { ...item.order, ...order } } : item,
      );
      changed();
    },
  });

  // Without a line that is what is said: an answer that was on its way as it went is no sign of another.
  function settle(now) {
    trouble = navigator.onLine === false ? "offline" : now;
    changed();
  }

  function lost() {
    settle("connecting");
  }

  function answered() {
    reached = Date.now();
    wait = 1000;
    settle("");
  }

  function setState(now) {
    if (now) state = now === "resolved" ? "bot" : now;
    changed();
  }

  function toldState(now, heardThen) {
    if (statesHeard === heardThen) setState(now);
  }

  function typing(from) {
    clearTimeout(typistTimer);
    typist = from;
    if (from) typistTimer = setTimeout(() => typing(""), from === "bot" ? 15000 : 6000);
    changed();
  }

  // A reply, or what was said in another window.
  function add(item) {
    if (!item.id) return;
    const at = items.findIndex((known) => known.id === item.id);
    if (at < 0) items = [...items, item];
    else if (items[at].status) items[at] = { ...item, title: items[at].title, from: "customer" };
    changed();
  }

  function mark(id, status, reason = "") {
    items = items.map((item) => (item.id === id ? { ...item, status, reason } : item));
    changed();
  }

  // ---- out

  function keep(entry) {
    if (!entry.file) kept.keep(entry); // a file lives as long as its page
  }

  function put(entry) {
    keep(entry);
    queue.push(entry);
    items = [...items, shown(entry)];
    changed();
    pump();
  }

  function shown(entry) {
    const text = entry.text || entry.title;
    return { id: entry.id, at: entry.at, from: "customer", kind: "text", text, status: "sending" };
  }

  function bodyOf(entry) {
    const said = entry.tap ? { tap: entry.tap } : { text: entry.text };
    return { id: entry.id, ...said, page: settings.page };
  }

  function post(entry) {
    if (!entry.file) return session.call("POST", "/v1/chat/messages", { body: JSON.stringify(bodyOf(entry)) });
    const query = `?id=${entry.id}&name=${encodeURIComponent(entry.file.name)}`;
    const type = entry.file.type || "application/octet-stream";
    return session.call("POST", `/v1/chat/files${query}`, { body: entry.file, type });
  }

  // Sends what waits, in order: all at once where the line keeps the order, one by one where it does not.
  function pump() {
    start();
    clearTimeout(timer);
    if (posting) return;
    const waiting = queue.filter((entry) => !entry.failed && !entry.flying);
    if (!waiting.length) return;
    if (live.isUp()) {
      for (const entry of waiting) {
        carry(entry, entry.file ? post(entry) : live.send(bodyOf(entry))).then((gone) => gone && pump());
      }
    } else if (!queue.some((entry) => entry.flying)) {
      posting = true;
      carry(waiting[0], post(waiting[0])).then((gone) => {
        posting = false;
        if (gone) pump();
      });
    }
  }

  async function carry(entry, sending) {
    entry.flying = true;
    open += 1;
    changed();
    const token = (session.current() || {}).token;
    const heardThen = statesHeard;
    try {
      const answer = await sending;
      take(entry, answer);
      toldState(answer.state, heardThen);
      return true;
    } catch (err) {
      entry.flying = false;
      return await missed(entry, err, token);
    } finally {
      open -= 1;
      changed();
    }
  }

  function take(entry, answer) {
    unproven = "";
    done(entry.id);
    mark(entry.id, "sent");
    for (const reply of answer.replies || []) add(reply);
    if (answer.replies && answer.replies.length) typing("");
    answered();
    connect();
  }

  function done(id) {
    queue = queue.filter((entry) => entry.id !== id);
    kept.drop(id);
  }

  // Not taken: try again, with a new session, later, or when the customer says so. True: go on at once.
  async function missed(entry, err, token) {
    const status = err instanceof Refused ? err.status : 500;
    if (status === 401 && !entry.renewed) {
      entry.renewed = true;
      return renew(token).then(
        () => true,
        () => later(),
      );
    }
    if (status === 0) {
      lost();
      return later();
    }
    entry.tries = (entry.tries || 0) + 1;
    if (status >= 500 && entry.tries <= QUIET_TRIES) return later();
    entry.failed = status === 429 ? t("tooMany") : err.message || t("serverFault");
    keep(entry);
    mark(entry.id, "failed", entry.failed);
    return true;
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      connect();
      pump();
    }, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
    return false;
  }

  function retry(id) {
    const entry = queue.find((one) => one.id === id);
    if (!entry) return;
    unproven = "";
    entry.failed = "";
    entry.tries = 0;
    entry.renewed = false;
    keep(entry);
    mark(id, "sending");
    pump();
  }

  // ---- in

  async function sync() {
    syncing = syncing || readHistory().finally(() => (syncing = null));
    return syncing;
  }

  async function readHistory() {
    const { token } = await session.ready();
    const fetched = [];
    let after = synced;
    try {
      for (;;) {
        const query = after ? `?after=${encodeURIComponent(after)}` : "";
        const heardThen = statesHeard;
        const page = await ask(settings.api, "GET", `/v1/chat/messages${query}`, { token });
        const said = page.messages || [];
        fetched.push(...said);
        elsewhere = page.elsewhere || [];
        toldState(page.state, heardThen);
        if (!said.length || page.more === false) break;
        after = said[said.length - 1].id;
      }
    } catch (err) {
      if (err.status === 401) await renew(token);
      throw err;
    }
    unproven = "";
    answered();
    if ((session.current() || {}).token === token) merge(fetched);
  }

  // The server's order counts; what it does not know yet stays at the end.
  function merge(fetched) {
    const known = new Map(items.map((item) => [item.id, item]));
    const fresh = new Set(fetched.map((item) => item.id));
    const certain = items.findIndex((item) => item.id === synced) + 1;
    const isNew = (item) => !fresh.has(item.id);
    items = [
      ...items.slice(0, certain).filter(isNew),
      ...fetched.map((item) => {
        const before = known.get(item.id);
        return before && !before.status ? before : { ...item, title: before && before.text };
      }),
      ...items.slice(certain).filter(isNew),
    ];
    for (const id of fresh) if (known.has(id) && known.get(id).status) done(id);
    if (fetched.length) synced = fetched[fetched.length - 1].id;
    const end = items.findIndex((item) => item.id === synced) + 1;
    kept.write("cache", { synced, items: items.slice(Math.max(0, end - KEPT_ITEMS), end) });
    changed();
  }

  function pollOnce() {
    poll = 0;
    if (live.isUp() || !session.current()) return;
    sync()
      .catch((err) => err.status === 0 && lost())
      .then(() => (poll = poll || setTimeout(pollOnce, POLL_EVERY)));
  }

  // ---- sessions

  function connect() {
    const { token } = session.current() || {};
    if (!token || connect.token === token) return;
    connect.token = token;
    live.connect(token);
  }

  // The session has ended: begin another, and send there what the old one did not take. A new one that is refused
  // as well would not be made good by a third: then it is the customer who tries again.
  async function renew(token) {
    if (token === unproven) throw new Refused(401, "");
    const made = await session.ready(token);
    unproven = made.token;
    begin(made);
  }

  function begin(made) {
    if (begin.id === made.id) return;
    begin.id = made.id;
    const waiting = new Set(queue.map((entry) => entry.id));
    earlier = [...earlier, ...items.filter((item) => !waiting.has(item.id))].slice(-KEPT_ITEMS);
    for (const entry of queue) {
      // A tap is good only in the conversation it was offered in; its words are good in any.
      if (entry.tap) entry.text = entry.title;
      delete entry.tap;
      keep(entry);
    }
    items = items.filter((item) => waiting.has(item.id));
    synced = "";
    kept.write("cache", null);
    live.disconnect();
    connect();
    changed();
  }

  // Once there is a session: what was left unsent, and the live side.
  function start() {
    if (started) return;
    started = true;
    const mine = new Set(queue.map((entry) => entry.id));
    const left = kept.unsent().filter((entry) => !mine.has(entry.id));
    for (const entry of left) {
      entry.flying = false;
      if (items.some((item) => item.id === entry.id)) kept.drop(entry.id);
      else {
        queue.unshift(entry);
        const item = shown(entry);
        items = [...items, entry.failed ? { ...item, status: "failed", reason: entry.failed } : item];
      }
    }
    queue.sort((a, b) => (a.at < b.at ? -1 : 1));
    begin.id = (session.current() || {}).id;
    connect();
    changed();
  }

  function forget() {
    for (const entry of kept.unsent()) kept.drop(entry.id);
    kept.write("cache", null);
    kept.write("seen", null);
    session.forget();
    live.disconnect();
    connect.token = "";
    items = [];
    earlier = [];
    queue = [];
    synced = "";
    state = "bot";
    trouble = "";
    changed();
  }

  kept.listen((key, value) => {
    const out = kept.outId(key);
    if (key === "session") {
      const { token } = session.current() || {};
      if (value && value.token !== token) {
        session.adopt(value);
        begin(value);
      } else if (!value && token) forget();
    } else if (out && value) {
      if (!items.some((item) => item.id === out)) items = [...items, shown(value)];
      mark(out, value.failed ? "failed" : "sending", value.failed);
    } else if (out && !queue.some((entry) => entry.id === out)) {
      mark(out, "sent");
    }
  });

  addEventListener("online", () => {
    wait = 1000;
    settle("");
    live.wake();
    pump();
  });
  addEventListener("offline", () => settle("offline"));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") live.wake();
  });

  function titleOf(tap) {
    for (const item of items) {
      const cards = (item.cards || []).flatMap((card) => card.options || []);
      const option = [...(item.options || []), ...cards].find((one) => one.tap === tap);
      if (option) return option.title;
    }
    return "…";
  }

  return {
    view: () => ({ earlier, items, state, trouble, elsewhere, typist: typist || (open && state === "bot" ? "bot" : "") }),
    titleOf,
    retry,
    sync,
    forget,
    start,
    // Somebody is about to write: have the line open by the time they are done.
    warm: () => session.ready().then(start, () => {}),
    typing: () => state !== "bot" && live.typing(),
    say: (text) => put({ id: newId(), text, at: new Date().toISOString() }),
    sendFile: (file) => put({ id: newId(), file, title: file.name, at: new Date().toISOString() }),
    tap: (option) => put({ id: newId(), tap: option.tap, title: option.title, at: new Date().toISOString() }),
    add,
  };
}
