// What outlives a page: the session, unsent messages, what was said. Also how tabs hear of each other.

const OUT = "out:";

export function makeKept(api) {
  const prefix = `dukan:${api}:`;
  const memory = new Map(); // where storage is forbidden, the page's own life has to do

  function read(key) {
    let raw = "";
    try {
      raw = localStorage.getItem(prefix + key);
      if (raw) return JSON.parse(raw);
    } catch {
      // Forbidden, or not ours.
    }
    return memory.get(key) || null;
  }

  function write(key, value) {
    memory.set(key, value);
    try {
      if (value === null) localStorage.removeItem(prefix + key);
      else localStorage.setItem(prefix + key, JSON.stringify(value));
    } catch {
      // Full or forbidden: memory has it.
    }
  }

  function unsent() {
    const keys = new Set([...memory.keys()]);
    try {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith(prefix)) keys.add(key.slice(prefix.length));
      }
    } catch {
      // Forbidden.
    }
    return [...keys]
      .filter((key) => key.startsWith(OUT))
      .map(read)
      .filter(Boolean)
      .sort((a, b) => (a.at < b.at ? -1 : 1));
  }

  // Calls back with (key, value) when another tab of this shop wrote something.
  function listen(heard) {
    addEventListener("storage", (event) => {
      if (!event.key || !event.key.startsWith(prefix)) return;
      let value = null;
      try {
        value = JSON.parse(event.newValue);
      } catch {
        return;
      }
      const key = event.key.slice(prefix.length);
      memory.set(key, value);
      heard(key, value);
    });
  }

  return {
    read,
    write,
    unsent,
    listen,
    keep: (entry) => write(OUT + entry.id, entry),
    drop: (id) => write(OUT + id, null),
    outId: (key) => (key.startsWith(OUT) ? key.slice(OUT.length) : ""),
    lock: (work) => (navigator.locks ? navigator.locks.request(prefix, work) : work()),
  };
}
