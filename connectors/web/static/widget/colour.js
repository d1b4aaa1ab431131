// Makes the shop's colour readable: what stands on it, and how it stands on light and dark ground.

const LIGHT = [255, 255, 255];
const DARK = [23, 27, 33];
const READABLE = 4.6; // WCAG AA asks 4.5

// Any CSS colour as numbers: a canvas writes it back as #rrggbb.
function parts(color) {
  const context = document.createElement("canvas").getContext("2d");
  context.fillStyle = "#0f766e";
  context.fillStyle = color; // nonsense leaves the one before
  const hex = context.fillStyle;
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) || 0);
}

function brightness(rgb) {
  const [r, g, b] = rgb.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a, b) {
  const [low, high] = [brightness(a), brightness(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function towards(from, to, share) {
  return from.map((part, place) => Math.round(part + (to[place] - part) * share));
}

// The colour itself, or the nearest that can be read on this ground.
function readable(color, ground) {
  const goal = brightness(ground) > 0.5 ? [0, 0, 0] : LIGHT;
  let share = 0;
  while (share < 1 && contrast(towards(color, goal, share), ground) < READABLE) share += 0.05;
  return towards(color, goal, Math.min(share, 1));
}

export function paint(host, color) {
  const brand = parts(color);
  const on = contrast(LIGHT, brand) >= READABLE ? LIGHT : contrast(DARK, brand) > contrast(LIGHT, brand) ? DARK : LIGHT;
  const ground = contrast(on, brand) >= READABLE ? brand : readable(brand, on);
  const css = (rgb) => `rgb(${rgb.join(" ")})`;
  host.style.setProperty("--brand", css(ground));
  host.style.setProperty("--on-brand", css(on));
  host.style.setProperty("--brand-on-light", css(readable(brand, [240, 244, 244])));
  host.style.setProperty("--brand-on-dark", css(readable(brand, [38, 44, 52])));
}
