// Runs in the browser of browser.py; each function takes and returns plain data.

// Elements by their number in document order, as the parser of the toolkit counts them; null where the trees differ.
function find(wanted) {
  const all = document.getElementsByTagName("*");
  const found = wanted.map(({ index, tag }) => {
    const element = all[index];
    return element && element.localName.toLowerCase() === tag.toLowerCase() ? element : null;
  });
  return found.includes(null) ? null : found;
}

// The texts that belong to the block of an element itself, not to blocks inside of it.
function textsOf(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    let around = walker.currentNode.parentElement;
    while (around !== element && /^(inline|ruby|contents)/.test(getComputedStyle(around).display)) {
      around = around.parentElement;
    }
    if (around === element) found.push(walker.currentNode);
  }
  return found;
}

// Whether something turns, bends or filters the text, so that its traces prove nothing.
function isDistorted(element) {
  for (let item = element; item; item = item.parentElement) {
    const style = getComputedStyle(item);
    if (style.filter !== "none" || style.maskImage !== "none" || style.mixBlendMode !== "normal") return true;
    for (const value of [style.transform, style.rotate === "none" ? "none" : "matrix(0, 1, 0, 1, 0, 0)"]) {
      const numbers = (value.match(/-?[\d.]+(?:e-?\d+)?/g) || []).map(Number);
      if (value === "none") continue;
      if (!value.startsWith("matrix(") || numbers[0] < 0.5 || numbers[3] < 0.5) return true;
      if (Math.abs(numbers[1]) > 0.1 || Math.abs(numbers[2]) > 0.1) return true;
    }
  }
  return false;
}

// Rectangles [x, y, width, height] of all letters, in pixels of the window; [] where a letter has no place in it or the
// blocks are not below each other; null where it cannot be told; the height of a window that they fit into where this one
// is too low for them.
function letters(wanted) {
  const elements = find(wanted);
  if (!elements || elements.some(isDistorted)) return null;
  elements[0].scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  const boxes = elements.flatMap(textsOf).filter((text) => text.data.trim()).map((text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    return range.getBoundingClientRect();
  });
  const top = Math.min(...boxes.map((box) => box.top));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  window.scrollBy({ top: (top + bottom) / 2 - window.innerHeight / 2, behavior: "instant" });
  const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });
  const found = [];
  let last = -Infinity;
  for (const [place, element] of elements.entries()) {
    const texts = textsOf(element);
    const bare = (text) => text.normalize("NFC").replace(/\s+/g, "");
    if (bare(texts.map((text) => text.data).join("")) !== bare(wanted[place].text)) return null;
    let first = Infinity;
    for (const text of texts) {
      for (const { segment, index } of segmenter.segment(text.data)) {
        if (!/[^\s\p{M}\p{Cf}]/u.test(segment)) continue;
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + segment.length);
        const box = range.getBoundingClientRect();
        const across = box.left + box.width / 2;
        const down = box.top + box.height / 2;
        if (box.height < 4 || across < 0 || across > window.innerWidth) return [];
        if (down < 0 || down > window.innerHeight) return bottom - top > window.innerHeight ? Math.ceil(bottom - top) : [];
        first = Math.min(first, box.top);
        found.push([box.left, box.top, box.width, box.height]);
      }
    }
    if (first < last - 1) return [];
    last = first;
  }
  return found;
}

function everything(wanted) {
  return (find(wanted) || []).flatMap((element) => [element, ...element.querySelectorAll("*")]);
}

const HIDING = {
  "color": "transparent",
  "-webkit-text-fill-color": "transparent",
  "-webkit-text-stroke-color": "transparent",
  "text-shadow": "none",
  "text-decoration-color": "transparent",
  "text-emphasis-color": "transparent",
  "transition": "none",
};

// Makes the letters invisible, and nothing else; false where that moves something.
function erase(wanted) {
  if (matchMedia("(forced-colors: active)").matches) return veil(wanted);
  for (const element of everything(wanted)) {
    if (!element.style) continue;
    element.dataset.l10nStyle = element.style.cssText;
    for (const [name, value] of Object.entries(HIDING)) element.style.setProperty(name, value, "important");
  }
  return true;
}

// Forced colours leave no colour to be set: each text is put into an element that has no box and is not seen.
function veil(wanted) {
  const elements = everything(wanted);
  const places = () => JSON.stringify(elements.map((element) => element.getBoundingClientRect()));
  const before = places();
  for (const text of (find(wanted) || []).flatMap(textsOf)) {
    const around = document.createElement("l10n-veil");
    around.style.setProperty("display", "contents", "important");
    around.style.setProperty("visibility", "hidden", "important");
    text.replaceWith(around);
    around.append(text);
  }
  return before === places();
}

// A policy of the page may forbid to set the attribute `style`, which then keeps the erasing one; this way is open.
function restore(wanted) {
  for (const around of document.querySelectorAll("l10n-veil")) around.replaceWith(...around.childNodes);
  for (const element of everything(wanted)) {
    if (element.dataset && element.dataset.l10nStyle !== undefined) {
      element.style.cssText = element.dataset.l10nStyle;
      delete element.dataset.l10nStyle;
    }
  }
}

// For each rectangle, whether two pictures differ in it to an eye. Its edges are left out: they belong to the neighbours.
async function traces([shown, erased, rectangles]) {
  const pictures = await Promise.all([shown, erased].map(async (data) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d");
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
  }));
  const [first, second] = pictures;
  return rectangles.map(([x, y, width, height]) => {
    const left = Math.max(0, width < 2 ? Math.floor(x) : Math.ceil(x));
    const right = Math.min(first.width, width < 2 ? Math.ceil(x + width) + 1 : Math.floor(x + width));
    const bottom = Math.min(first.height, Math.ceil(y + height));
    for (let row = Math.max(0, Math.floor(y)); row < bottom; row++) {
      for (let column = left; column < right; column++) {
        const at = (row * first.width + column) * 4;
        for (let part = 0; part < 3; part++) {
          if (Math.abs(first.data[at + part] - second.data[at + part]) >= 40) return true;
        }
      }
    }
    return false;
  });
}
