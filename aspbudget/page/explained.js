// Explained: where a figure comes from, down to its cells, and what a cell may be changed to.
"use strict";

const Explained = (() => {
  const MOST_PARTS = 40, MOST_FEEDS = 12;
  const { make } = Parts, { of, say } = Words, byId = (id) => document.getElementById(id);
  let current = null, opener = null;

  function opened(where, from = null) {
    const terms = Figures.parsed(where), [first] = terms, single = terms.length === 1 && first.rows.length === 1, row = single ? Budget.books.at(first.place, first.table, first.rows[0]) : -1;
    opener = from ?? opener;
    if (row >= 0) explain(first.place, first.table, first.name, row);
    else if (!single) added(terms);
  }

  // What is said beside the page of no figure; the focus goes back to where it comes from.
  function beside(from, ...inside) {
    current = null;
    opener = from ?? opener;
    panel(...inside);
  }

  function panel(...inside) {
    const aside = byId("explained");
    aside.replaceChildren(make("button", { type: "button", class: "close", click: closed, "aria-label": say("close") }, "×"), ...inside);
    aside.hidden = false;
    aside.focus();
  }

  function closed() {
    byId("explained").hidden = true;
    current = null;
    if (opener?.isConnected) opener.focus();
  }

  function added(terms) {
    const lead = say(terms.some((each) => each.sign === "/") ? "share_of" : "added_up");
    const parts = terms.flatMap((each) => Budget.books.rows(each).map((row) => ({ ...each, row }))).filter((each) => {
      const value = Budget.books.book(each.place).tables.get(each.table).columns[each.name][each.row];
      return !Engine.isError(value) && value !== 0;
    });
    beside(null, make("h3", {}, say("total")), make("p", {}, lead), links(parts));
  }

  const SIGNED = { "-": "less", "/": "of" };

  const links = (parts) => {
    const list = make("ul", { class: "parts" }, ...parts.slice(0, MOST_PARTS).map((each) => {
      const [before, after] = say(SIGNED[each.sign] ?? "plus", { figure: "\u0001" }).split("\u0001");
      return make("li", {}, before, make("button", { type: "button", class: "link", click: () => explain(each.place, each.table, each.name, each.row) }, named(each)),
        after, make("b", {}, Budget.books.shown(each.place, each.table, each.name, each.row, true)));
    }));
    if (parts.length > MOST_PARTS) list.append(make("li", {}, say("more", { count: parts.length - MOST_PARTS })));
    return list;
  };

  const named = ({ place, table, name, row }) => say("figure", { title: of(Budget.books.described(place, table, name).title), row: Budget.books.key(place, table, row) });
  const path = (place, shape) => make("p", { class: "path" }, `${of(Budget.books.book(place).shape.title)} › ${of(shape.title)}`);

  function explain(place, table, name, row) {
    current = { place, table, name, id: Budget.books.id(place, table, row) };
    const known = Budget.books.described(place, table, name), shape = Budget.books.table(place, table);
    const inside = [path(place, shape), make("h3", {}, named({ place, table, name, row })), make("p", { class: "value" }, Budget.books.shown(place, table, name, row, true))];
    if ("tree" in known) {
      inside.push(make("p", {}, known.meaning), make("p", { class: "words" }, "= ", known.words));
      const numbers = Trees.inNumbers(Budget.books, place, table, known.tree, row);
      if (numbers !== known.words) inside.push(make("p", { class: "words" }, "= ", numbers));
      const parts = Trees.parts(Budget.books, place, table, known.tree, row);
      if (parts.length) inside.push(make("h4", {}, say("made_of")), links(parts));
      inside.push(make("p", { class: "note" }, say("rule", { source: known.source })));
    } else inside.push(...cell(place, table, name, row, known, shape));
    const feeds = Trees.feeds(Budget.books, place, table, name, row);
    if (feeds.length) inside.push(make("h4", {}, say("feeds")), make("ul", { class: "parts" }, ...feeds.slice(0, MOST_FEEDS).map((each) => make("li", {}, each))));
    panel(...inside);
  }

  // The figure that is explained, as it is after a change; what had the focus keeps it, so that a slider can be moved on by the keyboard.
  function again() {
    const open = current, row = open ? Budget.books.at(open.place, open.table, open.id) : -1, aside = byId("explained");
    if (!open || aside.hidden) return;
    if (row < 0) { closed(); return; }
    const focused = document.activeElement, every = () => [...aside.querySelectorAll("*")], at = every().indexOf(focused), { scrollTop } = aside;
    explain(open.place, open.table, open.name, row);
    aside.scrollTop = scrollTop;
    const kept = at >= 0 ? every()[at] : focused !== document.body && focused?.isConnected ? focused : aside;
    kept?.focus({ preventScroll: true });
  }

  // An input cell: where it stands, where it comes from, and what it may be changed to.
  function cell(place, table, name, row, known, shape) {
    const inside = [make("p", {}, known.about ?? "")];
    const source = (column) => (shape.columns.some((each) => each.name === column) ? Budget.books.shown(place, table, column, row) : "");
    const letter = shape.letters?.[name];
    const number = shape.numbers?.[Budget.books.id(place, table, row)];
    if (letter) inside.push(make("p", { class: "note" }, number === undefined ? say("added_to", { sheet: of(shape.title) }) : say("cell", { file: Budget.books.book(place).shape.file, sheet: of(shape.title), cell: `${letter}${Math.abs(number)}` })));
    if (source("source")) inside.push(make("p", { class: "note" }, say("status", { sign: mark(Budget.books.book(place).tables.get(table).columns.status?.[row]), status: source("status"), source: source("source") })));
    if (shape.entered && Changes.allowed(shape, known, Budget.books.id(place, table, row))) inside.push(editor(place, table, name, row, known));
    return inside;
  }

  const mark = (status) => ({ published: "●", derived: "◐", illustrative: "○", missing: "✕" })[status] ?? "";

  function editor(place, table, name, row, known) {
    const now = Budget.books.book(place).tables.get(table).given[name][row], refused = make("div", { class: "refused", role: "alert" });
    const control = Changes.control(Budget.books, place, known, now), id = Budget.books.id(place, table, row);
    const alike = Changes.alike(Budget.books, place, table, known, now), every = alike.length > 1 ? make("input", { type: "checkbox" }) : null;
    const form = make("form", { class: "edit" }, make("label", {}, say("if_it_were"), control), every && make("label", { class: "every" }, every, say("every_alike", { count: Figures.grouped(String(alike.length)), found: Budget.books.shown(place, table, name, row, true) })), make("button", { type: "submit" }, say("try")), refused);
    const tried = (event) => {
      event.preventDefault();
      const { value, wrong } = Changes.read(Budget.books, place, known, control.value);
      refused.replaceChildren(...(wrong ? [wrong] : Budget.changed((every?.checked ? alike : [id]).map((each) => ({ place, table, name, row: each, value })))).map((message) => make("p", {}, message)));
    };
    form.addEventListener("submit", tried);
    const bounds = slider(place, table, row, known, now);
    if (bounds) {
      bounds.addEventListener("input", () => { control.value = bounds.value; });
      bounds.addEventListener("change", tried);
      form.append(make("label", { class: "range" }, say("range", { low: Figures.general(Number(bounds.min), true), high: Figures.general(Number(bounds.max), true) }), bounds));
    }
    return form;
  }

  function slider(place, table, row, known, now) {
    const columns = Budget.books.book(place).tables.get(table).columns, low = columns.lowest?.[row], high = columns.highest?.[row];
    if (!known.rate || !(high > low)) return null;
    return make("input", { type: "range", min: low, max: high, step: (high - low) / 100, value: now, "aria-label": say("slider") });
  }

  return { opened, beside, closed, again, path };
})();
