// Pictures and files. The page loads nothing from outside its own address, so a picture that lives
// elsewhere is shown by its description and a link.

import { h, icon } from "./dom.js";
import { webAddress } from "./mrkdwn.js";

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

/** An uploaded file under a message: a picture shows itself, anything else is a card to open. */
export function fileCard(file) {
  const address = loadable(file.url);
  const title = file.title || file.name || "File";
  const isPicture = file.mimetype?.startsWith("image/") && address;
  const shared = { href: address, target: "_blank", rel: "noopener noreferrer", "data-file": file.id };
  if (isPicture) {
    return h(
      "figure",
      { class: "file-picture" },
      h("figcaption", {}, title),
      h("a", shared, h("img", { src: address, alt: file.alt_txt || title, loading: "lazy" })),
    );
  }
  const size = file.size ? `${Math.max(1, Math.round(file.size / 1024))} kB` : null;
  const detail = [file.name, size].filter(Boolean).join(" · ");
  const words = h("span", { class: "file-words" }, h("strong", {}, title), h("small", {}, detail));
  return h(address ? "a" : "span", { class: "file-card", ...shared }, icon("file"), words);
}
