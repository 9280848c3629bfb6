/* The "/" key goes to the search box, from every page. */
"use strict";

addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = event.target;
  if (at.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) return;
  const boxes = ["#diglot-search input", "form[role=search] input", "input[name=q]"].flatMap((selector) => [...document.querySelectorAll(selector)]);
  const box = boxes.find((shown) => shown?.getClientRects().length);
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
