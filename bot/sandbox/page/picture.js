// Pictures and files. The page loads nothing from outside its own address, so a picture that lives
// elsewhere is shown by its description and a link.

import { h, icon } from "./dom.js";
import { webAddress } from "./mrkdwn.js";

const MOST_OF_A_TEXT = 4000;
const LINES_OF_A_TEXT = 6;
const OWN = /^(?:\/(?!\/)|data:image\/(?:png|jpeg|gif|webp);)/i;

/** The address if this page may load it itself: a data URL or a path of its own origin. */
export function loadable(url, origin = location.origin) {
  if (!url) return null;
  if (OWN.test(url)) return url;
  return url.startsWith(`${origin}/`) ? url : null;
}

/** Where the picture of an image block or element comes from: an address or an uploaded file. */
export function pictureAddress(holder, reader) {
  if (!holder.slack_file) return holder.image_url;
  const { id, url } = holder.slack_file;
  return id ? reader.fileAddress(id) : url;
}

export function picture(holder, reader, className) {
  const address = pictureAddress(holder, reader);
  const own = loadable(address);
  if (own) return h("img", { class: className, src: own, alt: holder.alt_text ?? "", loading: "lazy" });
  const elsewhere = webAddress(address ?? "");
  const words = holder.alt_text || "Picture";
  return h(
    "span",
    elsewhere
      ? { class: `${className} picture-elsewhere` }
      : { class: `${className} picture-elsewhere`, role: "img", "aria-label": words },
    icon("file"),
    elsewhere ? h("a", { href: elsewhere, target: "_blank", rel: "noopener noreferrer" }, words) : words,
  );
}

/** The beginning of a text, as Slack shows it under a message; it comes when it comes. */
function beginning(title, address) {
  const shown = h("pre", { class: "file-beginning", tabindex: "0", "aria-label": `The beginning of ${title}` });
  fetch(address)
    .then((response) => (response.ok ? response.text() : ""))
    .then((text) => {
      const lines = text.slice(0, MOST_OF_A_TEXT).split(/\r?\n/);
      shown.textContent = lines.slice(0, LINES_OF_A_TEXT).join("\n");
    })
    .catch((error) => {
      if (!(error instanceof TypeError)) throw error; // the sandbox is away, which the page says elsewhere
    });
  return shown;
}

/** An uploaded file under a message: a picture or the beginning of a text to see, anything to download. */
export function fileCard(file) {
  const address = loadable(file.url);
  const title = file.title || file.name || "File";
  const isPicture = file.mimetype?.startsWith("image/") && address;
  const shared = { href: address, target: "_blank", rel: "noopener noreferrer", "data-file": file.id };
  if (isPicture) {
    return h(
      "figure",
      { class: "file-picture" },
      h("figcaption", {}, title, " ", h("a", { href: address, download: file.name }, "Download")),
      h("a", shared, h("img", { src: address, alt: file.alt_txt || title, loading: "lazy" })),
    );
  }
  const size = file.size ? `${Math.max(1, Math.round(file.size / 1024))} kB` : null;
  const kind = (file.name ?? "").split(".").at(-1).toUpperCase();
  const detail = [kind, size, address && "Download"].filter(Boolean).join(" · ");
  const words = h("span", { class: "file-words" }, h("strong", {}, title), h("small", {}, detail));
  const saved = { href: address, download: address && (file.name ?? ""), "data-file": file.id };
  const card = h(address ? "a" : "span", { class: "file-card", ...saved }, icon("file"), words);
  if (!address || !file.mimetype?.startsWith("text/")) return card;
  return h("div", { class: "file-text" }, card, beginning(title, address));
}
