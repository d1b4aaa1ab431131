// Draws a reply by its kind: words, choices, product cards, a cart, an order, a link.

import { clock, day, el, icon, money, safeUrl } from "./dom.js";

const MANY_LINES = 6; // of a cart; the rest unfolds
const DOUBLE_TAP = 900; // milliseconds

export function makeRich({ settings, t, tap }) {
  const drawn = { choice: drawChoice, cards: drawCards, cart: drawCart, order: drawOrder, link: drawLink };

  // The nodes of one message, besides its frame.
  function draw(item) {
    const known = drawn[item.kind];
    const words = known ? lead(item) : item.text;
    const parts = words ? [el("div", { class: "bubble" }, words)] : [];
    return known ? [...parts, ...known(item)] : parts;
  }

  // `text` repeats in words what is drawn below it; without a lead its numbered lines are left out.
  function lead(item) {
    if (typeof item.lead === "string") return item.lead;
    return (item.text || "")
      .split("\n")
      .filter((line) => !/^\s*(\d+[.)]|-)\s/.test(line))
      .join("\n")
      .trim();
  }

  function button(option, kind) {
    const node = el(
      "button",
      { type: "button", class: kind },
      el("span", { class: "option" }, option.title),
      option.description && el("span", { class: "hint" }, option.description),
    );
    let picked = -Infinity;
    node.addEventListener("click", (event) => {
      // A double tap is one tap, by when the finger came: a busy page hears the second one late, and another
      // option may have come to its place.
      if (event.detail > 1 || event.timeStamp - picked < DOUBLE_TAP) return;
      picked = event.timeStamp;
      node.classList.add("picked");
      tap(option);
    });
    return node;
  }

  function chips(options) {
    if (!options || !options.length) return [];
    return [el("div", { class: "chips", role: "group", "aria-label": t("options") }, options.map((one) => button(one, "chip")))];
  }

  function drawChoice(item) {
    const options = item.options || [];
    if (!options.some((one) => one.description)) return chips(options);
    return [el("div", { class: "list", role: "group", "aria-label": t("options") }, options.map((one) => button(one, "row")))];
  }

  function drawCards(item) {
    const cards = item.cards || [];
    return [
      el("ul", { class: cards.length > 1 ? "cards" : "cards one", "aria-label": t("products") }, cards.map(card)),
      ...chips(item.options),
    ];
  }

  function picture(given, title) {
    const frame = el("div", { class: "picture", "aria-hidden": "true" }, el("span", {}, (title || "?").slice(0, 1)));
    const src = given && safeUrl(given, `${settings.api}/`);
    if (src) {
      const image = el("img", { src, alt: "", loading: "lazy", decoding: "async" });
      image.addEventListener("error", () => image.remove());
      frame.append(image);
    }
    return frame;
  }

  function card(product) {
    return el(
      "li",
      { class: product.in_stock === false ? "card gone" : "card" },
      picture(product.image, product.title),
      el(
        "div",
        { class: "about" },
        el("div", { class: "title" }, product.title),
        product.subtitle && el("div", { class: "hint" }, product.subtitle),
        el(
          "div",
          { class: "price" },
          product.price && el("strong", {}, product.price),
          product.in_stock === false
            ? el("span", { class: "stock out" }, t("soldOut"))
            : el("span", { class: "stock in" }, t("inStock")),
        ),
      ),
      product.options && product.options.length ? el("div", { class: "actions" }, actions(product.options)) : null,
    );
  }

  // The last of several is what a shopper most likely wants: "Details", "Add to cart".
  function actions(options) {
    const main = options.length > 1 ? options.length - 1 : -1;
    return options.map((one, place) => button(one, place === main ? "act main" : "act"));
  }

  // ---- carts and orders

  function lineRow(line, currency) {
    return el(
      "tr",
      {},
      el(
        "th",
        { scope: "row" },
        line.title || line.sku,
        line.unit_price && el("span", { class: "hint" }, `${amount(line.unit_price, currency)} × ${line.quantity}`),
      ),
      el("td", { class: "count" }, String(line.quantity)),
      el("td", {}, amount(line.line_total, currency)),
    );
  }

  const amount = (value, currency) => (value === undefined || value === null ? "" : money(value, currency, settings.locale));

  function sum(words, value, currency, kind) {
    return el("tr", { class: kind }, el("th", { scope: "row", colspan: 2 }, words), el("td", {}, amount(value, currency)));
  }

  function table(cart, lines) {
    const { currency } = cart;
    const heads = ["item", "quantity", "amount"].map((key) => el("th", { scope: "col", class: key }, t(key)));
    const discounted = Number(cart.discount) > 0;
    const brought = Number(cart.delivery) > 0;
    // Prices may hold the tax already; it is a line only where the total says that it comes on top.
    const onTop = cart.total - cart.subtotal + Number(cart.discount || 0) - (cart.delivery || 0) > 0.004;
    return el(
      "table",
      {},
      el("thead", {}, el("tr", {}, heads)),
      el("tbody", {}, lines.map((line) => lineRow(line, currency))),
      el(
        "tfoot",
        {},
        (discounted || brought || onTop) && sum(t("subtotal"), cart.subtotal, currency, ""),
        discounted && sum(t("discount"), `-${cart.discount}`, currency, "saved"),
        onTop && sum(t("tax"), cart.tax, currency, ""),
        brought && sum(t("delivery"), cart.delivery, currency, ""),
        sum(t("total"), cart.total, currency, "total"),
      ),
    );
  }

  function drawCart(item) {
    const cart = item.cart || {};
    const lines = cart.lines || [];
    const box = el("div", { class: "panelette" });
    if (!lines.length && lead(item)) return chips(item.options); // the words say it already
    if (!lines.length) box.append(el("p", { class: "hint" }, t("emptyCart")));
    else if (lines.length <= MANY_LINES + 2) box.append(table(cart, lines));
    else {
      const all = el("button", { type: "button", class: "unfold" }, t("showAll", { n: lines.length }));
      all.addEventListener("click", () => box.replaceChildren(table(cart, lines)));
      box.append(table(cart, lines.slice(0, MANY_LINES)), all);
    }
    return [box, ...chips(item.options)];
  }

  const spoken = (status) => {
    const words = String(status || "").replace(/_/g, " ");
    return words.charAt(0).toUpperCase() + words.slice(1);
  };

  function drawOrder(item) {
    const order = item.order || {};
    const lines = order.lines || [];
    const events = order.events || [];
    const tracked = order.tracking_url && safeUrl(order.tracking_url);
    const box = el(
      "div",
      { class: "panelette order" },
      el(
        "div",
        { class: "heading" },
        el("strong", {}, `${t("order")} ${order.id || ""}`),
        el("span", { class: "status" }, spoken(order.status)),
      ),
      events.length
        ? el(
            "ol",
            { class: "timeline", "aria-label": t("history") },
            events.map((event, place) =>
              el(
                "li",
                { class: place === events.length - 1 ? "now" : "" },
                el("span", {}, spoken(event.status)),
                el("time", { datetime: event.at }, [day(event.at, settings.locale, t), clock(event.at, settings.locale)].join(" ")),
                event.note && el("span", { class: "hint" }, event.note),
              ),
            ),
          )
        : null,
      lines.length
        ? el(
            "details",
            {},
            el("summary", {}, lines.length === 1 ? t("oneItem") : t("items", { n: lines.length })),
            table(order, lines),
          )
        : null,
      order.total &&
        el("div", { class: "heading sum" }, el("span", {}, t("total")), el("strong", {}, amount(order.total, order.currency))),
    );
    return [box, ...(tracked ? [link(tracked, t("track"))] : []), ...chips(item.options)];
  }

  function link(url, title) {
    return el("a", { class: "link", href: url, target: "_blank", rel: "noopener noreferrer" }, title, icon("out"));
  }

  function drawLink(item) {
    const url = safeUrl(item.url, `${settings.api}/`);
    const made = url ? link(url, item.title || url) : el("div", { class: "bubble" }, String(item.url || ""));
    return [made, ...chips(item.options)];
  }

  return { draw, picture };
}
