// What the page asks for: the attributes of the script tag, read once.

export const LONGEST = 10000; // characters of one message
export const LARGEST_FILE_MB = 5;

export function readSettings(script) {
  const given = script ? script.dataset : {};
  const source = new URL(given.api || (script && script.src) || location.href, location.href);
  // The API lives where the script came from, unless the page says otherwise.
  const api = given.api ? source.href.replace(/\/+$/, "") : source.origin;
  return {
    api,
    name: given.name || "Shop assistant",
    subtitle: given.subtitle || "",
    avatar: given.avatar || "",
    color: given.color || "#0f766e",
    theme: given.theme === "dark" || given.theme === "light" ? given.theme : "auto",
    side: given.side === "left" ? "left" : "right",
    label: given.label || "",
    welcome: given.welcome || "",
    starters: (given.starters || "").split("|").map((words) => words.trim()).filter(Boolean),
    locale: given.locale || document.documentElement.lang || navigator.language || "en",
    page: pageName(given.sku, given.page),
    customerToken: given.customerToken, // undefined: the page does not say; "": nobody is signed in
    files: given.files === "on",
    nudge: given.nudge || "",
    nonce: given.nonce || (script && script.nonce) || "",
  };
}

// What the visitor looks at. A path without its query: the rest is nobody's business.
export function pageName(sku, page) {
  return sku ? `sku:${sku}` : page || location.pathname;
}
