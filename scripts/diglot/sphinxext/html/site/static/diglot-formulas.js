// Asks for the face of formulas before the page is laid out, which alone would tell the browser that
// it needs it: formulas drawn in another face first would move what is around them. Files opened from
// a disk may not be asked for so, and are there at once.
if (location.protocol !== "file:") {
  const face = document.createElement("link");
  Object.assign(face, { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "" });
  face.href = new URL("fonts/STIXTwoMath-common.woff2", document.currentScript.src);
  document.head.append(face);
}
