// Makes elements. Text from people becomes text nodes only, so nothing in it can come alive.

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  chat: "M4 5.5A2.5 2.5 0 0 1 6.5 3h11A2.5 2.5 0 0 1 20 5.5v8a2.5 2.5 0 0 1-2.5 2.5H11l-4.6 4a.6.6 0 0 1-1-.45V16A2.5 2.5 0 0 1 4 13.5z",
  close: "M6 6l12 12M18 6L6 18",
  send: "M5 12h13M12.5 5.5L19 12l-6.5 6.5",
  attach: "M19 11.5l-7.2 7.2a4.6 4.6 0 0 1-6.5-6.5l7.8-7.8a3 3 0 0 1 4.3 4.3l-7.7 7.7a1.5 1.5 0 0 1-2.1-2.1l7-7",
  down: "M6 10l6 6 6-6",
  phone: "M8 3h8a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 8 3zM10.5 18h3",
  out: "M9 5h10v10M19 5L6 18",
};

export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return node;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: `icon ${name}`, "aria-hidden": "true" })) {
    svg.setAttribute(key, value);
  }
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

// An address that may be followed or shown; anything else, "javascript:" say, is none.
export function safeUrl(given, base) {
  try {
    const url = new URL(given, base);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : "";
  } catch {
    return "";
  }
}

export function money(amount, currency, locale) {
  const value = Number(amount);
  if (amount === "" || Number.isNaN(value)) return String(amount);
  try {
    const place = currency === "INR" ? "en-IN" : locale;
    return new Intl.NumberFormat(place, { style: "currency", currency: currency || "INR" }).format(value);
  } catch {
    return `${currency} ${amount}`;
  }
}

export function clock(at, locale) {
  const when = new Date(at);
  return Number.isNaN(+when) ? "" : when.toLocaleTimeString(locale, { hour: "numeric", minute: "2-digit" });
}

export function day(at, locale, t) {
  const when = new Date(at);
  if (Number.isNaN(+when)) return "";
  const midnight = (date) => new Date(date).setHours(0, 0, 0, 0);
  const ago = Math.round((midnight(Date.now()) - midnight(when)) / 86400000);
  if (ago <= 1) return ago === 1 ? t("yesterday") : t("today");
  return when.toLocaleDateString(locale, { day: "numeric", month: "short" });
}
