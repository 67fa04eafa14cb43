"use strict";
// Pointing at a piece of a statement, or reaching it by keyboard, lights up all of its pieces and its row.
for (const article of document.querySelectorAll("article")) {
  const places = new Map();
  const add = (number, element) => places.set(number, [...(places.get(number) ?? []), element]);
  for (const element of article.querySelectorAll("[data-s]"))
    for (const number of element.dataset.s.split(" ")) add(number, element);
  for (const element of article.querySelectorAll("a.n, tr[data-h]")) add(element.dataset.h, element);
  let lit = [];
  const light = (event) => {
    for (const element of lit) element.classList.remove("lit");
    const near = event.type === "mouseleave" || event.type === "focusout" ? null : event.target.closest("[data-h]");
    lit = near ? near.dataset.h.split(" ").flatMap((number) => places.get(number) ?? []) : [];
    for (const element of lit) element.classList.add("lit");
  };
  for (const kind of ["mouseover", "mouseleave", "focusin", "focusout"]) article.addEventListener(kind, light);
}
