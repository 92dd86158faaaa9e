// Sheets: all cells of the inputs, sheet by sheet, and what can be done to their rows.
"use strict";

const Sheets = (() => {
  const { make } = Parts, { of, say } = Words, byId = (id) => document.getElementById(id);

  // The cells of the sheet that is chosen.
  function shown() {
    const [place, name] = (byId("sheet").value || "0.cycle").split("."), focused = document.activeElement?.dataset?.cell;
    byId("cells").replaceChildren(...Rows.sheet(Budget.books, Number(place), name, { add: adding, like, edit, remove: removing }));
    if (focused) byId("cells").querySelector(`[data-cell="${CSS.escape(focused)}"]`)?.focus();
  }

  function adding(place, name, cells) {
    const shape = Budget.books.table(place, name);
    Explained.beside(byId("add"), Explained.path(place, shape), make("h3", {}, say("row_more")), make("p", {}, shape.about),
      Rows.form(Budget.books, place, shape, { cells, known: false, done: (found) => finished(Budget.add(place, name, found), place, name, null) }));
    byId("explained").querySelector("form select, form input")?.focus();
  }

  // The panel is closed when nothing is wrong, and the row that was added or changed has the focus.
  function finished(wrong, place, name, id) {
    if (wrong.length) return wrong;
    const row = id ?? Budget.books.book(place).ids(name).at(-1), key = Budget.books.table(place, name).key;
    Explained.closed();
    byId("cells").querySelector(`[data-cell="+${place}.${name}.${key}.${row}"]`)?.focus();
    return [];
  }

  const cellsOf = (place, name, id) => {
    const { given } = Budget.books.book(place).tables.get(name), row = Budget.books.at(place, name, id);
    return Object.fromEntries(Object.entries(given).map(([column, cells]) => [column, cells[row]]));
  };

  function like(place, name, id) {
    adding(place, name, { ...cellsOf(place, name, id), [Budget.books.table(place, name).key]: "" });
  }

  function edit(place, name, id) {
    const shape = Budget.books.table(place, name), cells = cellsOf(place, name, id);
    const done = (found) => finished(Budget.changed(Object.entries(found).filter(([column, value]) => (value ?? null) !== (cells[column] ?? null)).map(([column, value]) => ({ place, table: name, name: column, row: id, value }))), place, name, id);
    Explained.beside(document.activeElement, Explained.path(place, shape), make("h3", {}, Budget.books.key(place, name, Budget.books.at(place, name, id))), Rows.form(Budget.books, place, shape, { cells, known: true, done }));
    byId("explained").querySelector("form select, form input")?.focus();
  }

  function removing(place, name, id) {
    const wrong = Budget.remove(place, name, id);
    if (!wrong.length) { byId("add")?.focus(); return; }
    Explained.beside(null, make("h3", {}, say("row_stays")), make("div", { class: "refused", role: "alert" }, ...wrong.map((message) => make("p", {}, message))), make("p", {}, say("change_first")));
  }

  // The view of them, between those that are in the page without a script.
  function begin() {
    const chosen = make("select", { id: "sheet", change: shown });
    const option = (place, table) => make("option", { value: `${place}.${table.name}` }, of(table.title)), group = (title, ...options) => chosen.append(make("optgroup", { label: title }, ...options));
    const tried = Budget.books.books.flatMap(({ shape, shapes }, place) => shape.tried.map((name) => option(place, shapes.get(name))));
    if (tried.length) group(say("tried"), ...tried);
    Budget.books.books.forEach(({ shape }, place) => group(of(shape.title), ...shape.tables.filter((table) => table.entered && table.columns.length && !table.made).map((table) => option(place, table))));
    const section = make("section", { id: "inputs" }, make("h2", {}, say("what_if")), make("p", {}, say("what_if_about")),
      make("p", {}, make("label", {}, say("sheet"), chosen)), make("div", { id: "cells", class: "wide", tabindex: "0", role: "region", "aria-label": say("cells") }));
    byId("to-confirm").before(section);
    document.querySelector("nav a[href='#to-confirm']").parentElement.before(make("li", {}, make("a", { href: "#inputs" }, say("what_if"))));
  }

  return { shown, begin };
})();
