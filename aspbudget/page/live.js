// The page alive: figures that follow what a person changes, each opened down to its cells. All that is shown is text; nothing is ever run or sent.
"use strict";

(() => {
  const MOST_PARTS = 40, MOST_FEEDS = 12, MOST_VARIANTS = 5, UP = "▲", DOWN = "▼";
  const { make } = Parts, { of, say } = Words, byId = (id) => document.getElementById(id);
  let books = null, shownNow = null, opener = null;
  const changes = [], variants = [], broken = [];
  let before = [], given = null;

  async function unpacked() {
    const bytes = Uint8Array.from(atob(byId("books").textContent), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const [texts, packed] = JSON.parse(await new Response(stream).text());
    return whole(packed, (text) => (text[0] === "~" ? texts[Number(text.slice(1))] : text));
  }

  // What was packed, with every text that stands in several places put back.
  function whole(value, text) {
    if (typeof value === "string") return text(value);
    if (Array.isArray(value)) return value.map((each) => whole(each, text));
    return value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([name, each]) => [text(name), whole(each, text)])) : value;
  }

  // What is shown of every figure, anew; what moved since the page was opened says by how much.
  function refresh() {
    for (const table of document.querySelectorAll("main > section:not(.away) table[data-list]")) renewed(table);
    for (const each of document.querySelectorAll("main > section:not(.away) tr[data-paragraphs]")) paragraphs(each);
    for (const each of document.querySelectorAll("main > section:not(.away) [data-of]:not(#share)")) shown(each);
    for (const each of document.querySelectorAll("main > section:not(.away) tr[data-idle]")) each.hidden = !Figures.parsed(each.querySelector("[data-of]").dataset.of).some((term) => books.rows(term).length);
    for (const each of document.querySelectorAll("main > section:not(.away) .behind")) each.hidden = !books.books[Number(each.dataset.place)].behind;
    for (const each of document.querySelectorAll("main > section:not(.away) [data-grid]")) drawnAgain(each);
    share();
    listed();
  }

  const written = new WeakMap(), grids = new WeakMap();

  // A figure is written only where it is another than before.
  function shown(each) {
    const { of: where, as: how } = each.dataset, terms = Figures.parsed(where), now = books.value(terms), was = books.value(terms, true);
    if (written.has(each) && Object.is(written.get(each), now)) return;
    const text = Figures.inWords(now, how), before = Figures.inWords(was, how), moved = typeof now === "number" && typeof was === "number" ? now - was : 0;
    const changed = Boolean(moved) && text !== before, by = changed ? difference(moved, how) : "";
    if (each.closest("table.bars")) drawn(each.closest("tr"), now);
    each.replaceChildren((each.dataset.sign && now > 0 ? "+" : "") + text, ...(changed && each.tagName === "BUTTON" ? [make("small", { class: moved > 0 ? "up" : "down" }, by)] : []));
    each.title = changed ? say("was", { before }) : "";
    each.classList.toggle("moved", changed);
    written.set(each, now);
  }

  // A paragraph on which an amount rests now has a row, like that which is kept for any of them.
  function paragraphs(kept) {
    const place = Number(kept.dataset.paragraphs), { columns } = books.book(place).tables.get("paragraphs"), lines = new Set(books.book(place).column("statement_lines", "paragraph")), body = kept.parentElement;
    columns.paragraph.forEach((number, at) => {
      if (!lines.has(number) || body.querySelector(`tr[data-row="${at}"]`)) return;
      const made = kept.cloneNode(true), { cells } = made;
      made.hidden = false;
      made.removeAttribute("data-paragraphs");
      Object.assign(made.dataset, { row: at, idle: "yes" });
      cells[0].append(number, make("small", {}, of(columns.text[at])));
      cells[1].append(make("input", { type: "checkbox", class: "switch", "data-cell": `${place}.paragraphs.counts.${at}`, "aria-label": say("counts", { name: number }), checked: columns.counts[at] > 0 }));
      cells[cells.length - 1].append(of(columns.answer[at]));
      for (const each of made.querySelectorAll("[data-of]")) each.dataset.of = each.dataset.of.replace("=%3F", `=${encodeURIComponent(number).replaceAll(".", "%2E")}`);
      body.insertBefore(made, [...body.querySelectorAll("tr[data-row]")].find((row) => Number(row.dataset.row) > at) ?? kept);
    });
    const note = body.closest(".wide").nextElementSibling;
    const before = new Set(books.table(place, "statement_lines").cells.paragraph);
    if (note?.matches(".note")) note.hidden = [...lines].some((number) => !before.has(number));
  }

  function drawnAgain(each) {
    const grid = JSON.parse(each.dataset.grid), book = books.book(grid.place);
    if ((grids.get(each) ?? 1) !== book.version) Calendar.draw(book, grid, each);
    grids.set(each, book.version);
  }

  const difference = (moved, how) => `${moved > 0 ? UP : DOWN} ${Figures.inWords(Math.abs(moved), how)}`;

  function drawn(row, value) {
    const rect = row.querySelector("rect"), number = Engine.isError(value) ? 0 : Number(value);
    rect.setAttribute("x", Math.min(number, 0));
    rect.setAttribute("width", Math.abs(number));
    rect.setAttribute("class", number < 0 ? "less" : "more");
  }

  // What the chosen State pays of the section.
  function share() {
    const state = byId("state"), line = byId("share");
    if (!state) return;
    state.closest("[hidden]")?.removeAttribute("hidden");
    const option = state.selectedOptions[0], rate = Number(option?.dataset.rate ?? 0);
    if (!rate) { line.textContent = ""; return; }
    const currency = books.books[0].shape.currency, bill = (first) => Math.round(books.value(line.dataset.of, first) * rate / 100);
    const [now, before] = [bill(false), bill(true)];
    const parts = { state: option.textContent, rate: Figures.general(rate, true), currency, amount: Figures.grouped(String(now)), before: Figures.grouped(String(before)) };
    line.textContent = say(now === before ? "bears" : "bears_instead", parts);
    for (const row of document.querySelectorAll("table.list tbody tr")) row.classList.toggle("mine", row.firstElementChild.textContent === option.textContent);
  }

  // Where a figure comes from.

  function opened(where, from = null) {
    const terms = Figures.parsed(where), [first] = terms, single = terms.length === 1 && first.rows.length === 1, row = single ? books.at(first.place, first.table, first.rows[0]) : -1;
    opener = from ?? opener;
    if (row >= 0) explain(first.place, first.table, first.name, row);
    else if (!single) added(terms);
  }

  function panel(...inside) {
    const aside = byId("explained");
    aside.replaceChildren(make("button", { type: "button", class: "close", click: closed, "aria-label": say("close") }, "×"), ...inside);
    aside.hidden = false;
    aside.focus();
  }

  function closed() {
    byId("explained").hidden = true;
    shownNow = null;
    if (opener?.isConnected) opener.focus();
  }

  function added(terms) {
    shownNow = null;
    const lead = say(terms.some((each) => each.sign === "/") ? "share_of" : "added_up");
    const parts = terms.flatMap((each) => books.rows(each).map((row) => ({ ...each, row }))).filter((each) => {
      const value = books.book(each.place).tables.get(each.table).columns[each.name][each.row];
      return !Engine.isError(value) && value !== 0;
    });
    panel(make("h3", {}, say("total")), make("p", {}, lead), links(parts));
  }

  const SIGNED = { "-": "less", "/": "of" };

  const links = (parts) => {
    const list = make("ul", { class: "parts" }, ...parts.slice(0, MOST_PARTS).map((each) => {
      const [before, after] = say(SIGNED[each.sign] ?? "plus", { figure: "\u0001" }).split("\u0001");
      return make("li", {}, before, make("button", { type: "button", class: "link", click: () => explain(each.place, each.table, each.name, each.row) }, named(each)),
        after, make("b", {}, books.shown(each.place, each.table, each.name, each.row, true)));
    }));
    if (parts.length > MOST_PARTS) list.append(make("li", {}, say("more", { count: parts.length - MOST_PARTS })));
    return list;
  };

  const named = ({ place, table, name, row }) => say("figure", { title: of(books.described(place, table, name).title), row: books.key(place, table, row) });
  const path = (place, shape) => make("p", { class: "path" }, `${of(books.book(place).shape.title)} › ${of(shape.title)}`);

  function explain(place, table, name, row) {
    shownNow = { place, table, name, id: books.id(place, table, row) };
    const known = books.described(place, table, name), shape = books.table(place, table);
    const inside = [path(place, shape), make("h3", {}, named({ place, table, name, row })), make("p", { class: "value" }, books.shown(place, table, name, row, true))];
    if ("tree" in known) {
      inside.push(make("p", {}, of(known.meaning)), make("p", { class: "words" }, "= ", of(known.words)));
      const numbers = Trees.inNumbers(books, place, table, known.tree, row);
      if (numbers !== of(known.words)) inside.push(make("p", { class: "words" }, "= ", numbers));
      const parts = Trees.parts(books, place, table, known.tree, row);
      if (parts.length) inside.push(make("h4", {}, say("made_of")), links(parts));
      inside.push(make("p", { class: "note" }, say("rule", { source: of(known.source) })));
    } else inside.push(...cell(place, table, name, row, known, shape));
    const feeds = Trees.feeds(books, place, table, name);
    if (feeds.length) inside.push(make("h4", {}, say("feeds")), make("ul", { class: "parts" }, ...feeds.slice(0, MOST_FEEDS).map((each) => make("li", {}, each))));
    panel(...inside);
  }

  // An input cell: where it stands, where it comes from, and what it may be changed to.
  function cell(place, table, name, row, known, shape) {
    const inside = [make("p", {}, of(known.about ?? ""))];
    const source = (column) => (shape.columns.some((each) => each.name === column) ? books.shown(place, table, column, row) : "");
    const letter = shape.letters?.[name];
    const number = shape.numbers?.[books.id(place, table, row)];
    if (letter) inside.push(make("p", { class: "note" }, number === undefined ? say("added_to", { sheet: of(shape.title) }) : say("cell", { file: books.book(place).shape.file, sheet: of(shape.title), cell: `${letter}${Math.abs(number)}` })));
    if (source("source")) inside.push(make("p", { class: "note" }, say("status", { sign: mark(books.book(place).tables.get(table).columns.status?.[row]), status: source("status"), source: source("source") })));
    if (shape.entered && Changes.allowed(shape, known, books.id(place, table, row))) inside.push(editor(place, table, name, row, known));
    return inside;
  }

  const mark = (status) => ({ published: "●", derived: "◐", illustrative: "○", missing: "✕" })[status] ?? "";

  function editor(place, table, name, row, known) {
    const now = books.book(place).tables.get(table).given[name][row], refused = make("div", { class: "refused", role: "alert" });
    const control = Changes.control(books, place, known, now), id = books.id(place, table, row);
    const form = make("form", { class: "edit" }, make("label", {}, say("if_it_were"), control), make("button", { type: "submit" }, say("try")), refused);
    const tried = (event) => {
      event.preventDefault();
      const { value, wrong } = Changes.read(books, place, known, control.value);
      refused.replaceChildren(...(wrong ? [wrong] : change({ place, table, name, row: id, value })).map((message) => make("p", {}, message)));
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
    const columns = books.book(place).tables.get(table).columns, low = columns.lowest?.[row], high = columns.highest?.[row];
    if (!known.rate || !(high > low)) return null;
    return make("input", { type: "range", min: low, max: high, step: (high - low) / 100, value: now, "aria-label": say("slider") });
  }

  // One cell changed; what is wrong with that is returned, and then nothing is changed.
  function change(wanted) { return changed([wanted]); }

  function changed(wanted) {
    return attempt(() => wanted.forEach(noted), wanted[0] && { place: wanted[0].place, table: wanted[0].table, row: wanted[0].row });
  }

  function noted({ place, table, name, row, value }) {
    const same = (each) => each.place === place && each.table === table && each.row === row;
    const own = changes.find((each) => same(each) && each.added), found = changes.find((each) => same(each) && each.name === name);
    if (own) { own.added[name] = value; return; }
    const at = books.at(place, table, row), from = books.book(place).tables.get(table).given[name][at];
    if (found && found.from === value) changes.splice(changes.indexOf(found), 1);
    else if (found) found.value = value;
    else if (from !== value) changes.push({ place, table, name, row, from, value, key: books.known(place, table, at) });
  }

  function add(place, table, cells) {
    const { length, key } = books.table(place, table), row = Math.max(length - 1, ...changes.filter((each) => each.place === place && each.table === table && each.added).map((each) => each.row)) + 1;
    return attempt(() => changes.push({ place, table, row, key: cells[key], added: { ...cells } }), { place, table, row });
  }

  function remove(place, table, row) {
    const own = (each) => each.place === place && each.table === table && each.row === row, wasAdded = changes.some((each) => own(each) && each.added), key = books.known(place, table, books.at(place, table, row));
    return attempt(() => {
      changes.splice(0, changes.length, ...changes.filter((each) => !own(each)));
      if (!wasAdded) changes.push({ place, table, row, key, removed: true });
    }, { place, table, row });
  }

  // Changes are tried: what a sheet would not take is refused, and what then is wrong elsewhere is said until it is mended.
  function attempt(edit, here = null) {
    given ??= new Set(wrongs([0, ...books.books.keys()]).map(named_));
    const kept = copied(changes);
    edit();
    const tried = copied(changes);
    Changes.apply(books, tried, before);
    const found = wrongs(new Set(changes.map((each) => each.place))).filter((each) => !given.has(named_(each)));
    const refused = found.filter((each) => !each.rule || (here && each.place === here.place && each.table === here.table && each.id === here.row));
    const messages = Checks.listed(books, refused, here);
    if (refused.length) {
      changes.splice(0, changes.length, ...kept);
      Changes.apply(books, changes, [...before, ...tried]);
    } else applied(found);
    return messages;
  }

  const wrongs = (places) => [...new Set(places)].flatMap((place) => Checks.faults(books, place));
  const named_ = ({ place, table, name, id, message }) => JSON.stringify([place, table, name, id, message]);
  const copied = (list) => list.map((each) => ({ ...each, ...(each.added ? { added: { ...each.added } } : {}) }));

  function applied(wrong = []) {
    Changes.apply(books, changes, before);
    before = copied(changes);
    broken.splice(0, broken.length, ...wrong);
    refresh();
    if (location.hash === "#inputs") inputs();
    const open = shownNow, row = open ? books.at(open.place, open.table, open.id) : -1;
    if (open && !byId("explained").hidden) { if (row >= 0) explain(open.place, open.table, open.name, row); else closed(); }
    for (const box of document.querySelectorAll("main > section:not(.away) input.switch")) box.checked = books.value(`+${box.dataset.cell}`) > 0;
  }

  function undo(at) {
    const wrong = attempt(() => changes.splice(at, 1));
    if (wrong.length) byId("outcome").textContent = say("undo_first", { why: wrong[0] });
  }

  function undoAll() {
    changes.length = 0;
    applied();
  }

  // The list of a person's changes, what they do together, and what may be kept beside it.
  function listed() {
    const yours = byId("yours"), asked = document.querySelector(".asked [data-of]");
    yours.hidden = !changes.length && !variants.length;
    document.body.classList.toggle("changed", !yours.hidden);
    byId("outcome").textContent = asked && !yours.hidden ? summary(asked.dataset.of, asked.dataset.as) : "";
    if (yours.hidden) return;
    const items = changes.map((each, at) => make("li", {}, `${inWords(each)} `, make("button", { type: "button", class: "link", "aria-label": say("undo_what", { what: inWords(each) }), click: () => undo(at) }, say("undo"))));
    const wrong = broken.length ? make("div", { class: "refused", role: "alert" }, make("p", {}, say("refused")), ...Checks.listed(books, broken, null).map((message) => make("p", {}, message))) : null;
    byId("changes").replaceChildren(...[wrong, make("ol", {}, ...items),
      make("p", {}, make("button", { type: "button", click: undoAll }, say("undo_all")), " ",
        make("button", { type: "button", click: download, disabled: !changes.length || broken.length > 0 }, say("download")), " ",
        make("button", { type: "button", click: keep, disabled: !changes.length || variants.length >= MOST_VARIANTS }, say("keep"))),
      variants.length ? side() : null].filter(Boolean));
  }

  function inWords(each) {
    const place = `${of(books.table(each.place, each.table).title)} / ${of(each.key)}`;
    if (each.added || each.removed) return say(each.added ? "row_added" : "row_removed", { place });
    return say("changed", { place: `${place} / ${of(books.described(each.place, each.table, each.name).title)}`, before: shownValue(each, each.from), now: shownValue(each, each.value) });
  }

  function summary(where, how) {
    const now = books.value(where), before = books.value(where, true), moved = now - before;
    return `${Figures.inWords(before, how)} → ${Figures.inWords(now, how)} (${moved ? difference(moved, how) : say("unmoved")})`;
  }

  function shownValue(each, value) {
    const known = books.described(each.place, each.table, each.name);
    if (!Changes.filled(value)) return say("empty");
    if (typeof value === "string") return of(value);
    return known.kind === "date" ? Figures.day(value) : known.unit === "year" ? String(value) : Figures.general(value, true);
  }

  function keep() {
    const asked = document.querySelector(".asked [data-of]");
    variants.push({ name: say("variant_number", { number: variants.length + 1 }), changes: copied(changes), total: books.value(asked.dataset.of), share: byId("share")?.textContent ?? "" });
    listed();
  }

  function side() {
    const asked = document.querySelector(".asked [data-of]"), base = books.value(asked.dataset.of, true), how = asked.dataset.as;
    const rows = variants.map((each, at) => make("tr", {}, make("th", { scope: "row" }, each.name),
      make("td", {}, Figures.inWords(each.total, how)), make("td", {}, each.total === base ? "–" : difference(each.total - base, how)), make("td", { class: "text" }, each.share),
      make("td", {}, make("button", { type: "button", class: "link", click: () => { changes.splice(0, changes.length, ...copied(each.changes)); applied(); } }, say("show")), " ",
        make("button", { type: "button", class: "link", click: () => { variants.splice(at, 1); listed(); } }, say("drop")))));
    const head = make("tr", {}, ...[say("variant"), say("of_all"), say("change"), say("state"), ""].map((title) => make("th", { scope: "col" }, title)));
    return make("table", { class: "printed" }, make("caption", {}, say("variants")), make("thead", {}, head), make("tbody", {}, ...rows));
  }

  function download() {
    const listed = Changes.asList(books, changes), text = JSON.stringify({ cycle: document.querySelector("h1 span").textContent, changes: listed }, null, 1);
    const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "application/json" })), download: "changes.json" });
    document.body.append(link);
    link.click();
    link.remove();
  }

  // All cells of the inputs, sheet by sheet, and what can be done to their rows.
  function inputs() {
    const [place, name] = (byId("sheet").value || "0.cycle").split("."), focused = document.activeElement?.dataset?.cell;
    byId("cells").replaceChildren(...Rows.sheet(books, Number(place), name, { add: adding, like, edit, remove: removing }));
    if (focused) byId("cells").querySelector(`[data-cell="${CSS.escape(focused)}"]`)?.focus();
  }

  function adding(place, name, cells) {
    const shape = books.table(place, name);
    opener = byId("add");
    shownNow = null;
    panel(path(place, shape), make("h3", {}, say("row_more")), make("p", {}, of(shape.about)),
      Rows.form(books, place, shape, { cells, known: false, done: (found) => finished(add(place, name, found), place, name, null) }));
    byId("explained").querySelector("form select, form input")?.focus();
  }

  // The panel is closed when nothing is wrong, and the row that was added or changed has the focus.
  function finished(wrong, place, name, id) {
    if (wrong.length) return wrong;
    const row = id ?? books.book(place).ids(name).at(-1), key = books.table(place, name).key;
    closed();
    byId("cells").querySelector(`[data-cell="+${place}.${name}.${key}.${row}"]`)?.focus();
    return [];
  }

  const cellsOf = (place, name, id) => {
    const { given } = books.book(place).tables.get(name), row = books.at(place, name, id);
    return Object.fromEntries(Object.entries(given).map(([column, cells]) => [column, cells[row]]));
  };

  function like(place, name, id) {
    adding(place, name, { ...cellsOf(place, name, id), [books.table(place, name).key]: "" });
  }

  function edit(place, name, id) {
    const shape = books.table(place, name), cells = cellsOf(place, name, id);
    opener = document.activeElement;
    shownNow = null;
    const done = (found) => finished(changed(Object.entries(found).filter(([column, value]) => (value ?? null) !== (cells[column] ?? null)).map(([column, value]) => ({ place, table: name, name: column, row: id, value }))), place, name, id);
    panel(path(place, shape), make("h3", {}, books.key(place, name, books.at(place, name, id))), Rows.form(books, place, shape, { cells, known: true, done }));
    byId("explained").querySelector("form select, form input")?.focus();
  }

  function removing(place, name, id) {
    const wrong = remove(place, name, id);
    if (!wrong.length) { byId("add")?.focus(); return; }
    shownNow = null;
    panel(make("h3", {}, say("row_stays")), make("div", { class: "refused", role: "alert" }, ...wrong.map((message) => make("p", {}, message))), make("p", {}, say("change_first")));
  }

  function addInputs() {
    const chosen = make("select", { id: "sheet", change: inputs });
    books.books.forEach((book, place) => {
      const group = make("optgroup", { label: of(book.shape.title) });
      for (const table of book.shape.tables) if (table.entered && table.columns.length && !table.made) group.append(make("option", { value: `${place}.${table.name}` }, of(table.title)));
      chosen.append(group);
    });
    const section = make("section", { id: "inputs" }, make("h2", {}, say("what_if")), make("p", {}, say("what_if_about")),
      make("p", {}, make("label", {}, say("sheet"), chosen)), make("div", { id: "cells", class: "wide", tabindex: "0", role: "region", "aria-label": say("cells") }));
    byId("to-confirm").before(section);
    document.querySelector("nav a[href='#to-confirm']").parentElement.before(make("li", {}, make("a", { href: "#inputs" }, say("what_if"))));
  }

  // One view at a time, by the address, which also keeps the State.
  function routed(moved = null) {
    const [name, state] = location.hash.slice(1).split("/"), views = [...document.querySelectorAll("main > section")];
    const wanted = views.find((each) => each.id === name) ?? views[0];
    for (const each of views) each.classList.toggle("away", each !== wanted);
    for (const link of document.querySelectorAll("nav a")) {
      if (link.getAttribute("href") === `#${wanted.id}`) { link.setAttribute("aria-current", "page"); inSight(link); }
      else link.removeAttribute("aria-current");
    }
    if (wanted.id === "inputs") inputs();
    refresh();
    if (moved) byId("explained").hidden = true;
    if (moved) requestAnimationFrame(() => window.scrollTo(0, 0));
    const chosen = byId("state");
    if (state && chosen && [...chosen.options].some((each) => each.value === state)) chosen.value = state;
    share();
  }

  // On a narrow window the name of the view that is shown stands in the middle of the row of names.
  function inSight(link) {
    const row = link.closest("nav"), [own, whole] = [link.getBoundingClientRect(), row.getBoundingClientRect()];
    row.scrollLeft += own.left - whole.left - (whole.width - own.width) / 2;
  }

  // In a list, columns and rows say which figure each cell is.
  function bound(table) {
    for (const row of table.querySelectorAll("tr[data-row]")) figures(table, row, [...row.cells].map((cell) => [...cell.childNodes]));
  }

  function figures(table, row, texts) {
    [...table.tHead.rows[0].cells].forEach((head, at) => {
      if (!head.dataset.name) return;
      const where = `+${table.dataset.list}.${head.dataset.name}.${row.dataset.row}`, cell = row.cells[at];
      cell.replaceChildren(make("button", { type: "button", class: "figure", "data-of": where, "data-as": head.dataset.as }, ...texts[at]));
      if (head.dataset.as === "text") cell.className = "text";
    });
  }

  // The rows of a list are those of its table: some may have come, and some gone.
  function renewed(table) {
    const [place, name] = [Number(table.dataset.list.split(".")[0]), table.dataset.list.split(".")[1]], { length } = books.book(place).tables.get(name);
    const rows = [...table.tBodies[0].querySelectorAll("tr[data-row]")], stands = rows.map((row) => books.at(place, name, rowOf(row)));
    rows.forEach((row, at) => { if (stands[at] < 0) row.remove(); });
    const last = [...table.tBodies[0].rows].find((row) => !row.dataset.row) ?? null, heads = [...table.tHead.rows[0].cells];
    for (let row = 0; row < length; row += 1) {
      if (stands.includes(row)) continue;
      const made = make("tr", { class: "key", "data-row": books.id(place, name, row) }, make("th", { scope: "row" }, books.shown(place, name, table.dataset.key, row)), ...heads.slice(1).map(() => make("td")));
      table.tBodies[0].insertBefore(made, last);
      figures(table, made, heads.map((head) => (head.dataset.name ? [Figures.inWords(books.book(place).tables.get(name).columns[head.dataset.name][row], head.dataset.as)] : [])));
    }
  }

  const rowOf = (row) => (/^[0-9]+$/.test(row.dataset.row) ? Number(row.dataset.row) : row.dataset.row);

  // Lists can be searched and sorted.
  function searchable(table) {
    const rows = () => [...table.tBodies[0].rows].filter((row) => row.classList.contains("key"));
    const search = make("input", { type: "search", input: () => {
      const wanted = search.value.trim().toLowerCase();
      for (const row of rows()) row.hidden = wanted !== "" && !row.textContent.toLowerCase().includes(wanted);
    } });
    if (rows().length > 12) table.closest(".wide").before(make("p", { class: "search" }, make("label", {}, say("search"), search)));
    [...table.tHead.rows[0].cells].forEach((head, at) => {
      const sort = make("button", { type: "button", class: "sort", click: () => sorted(table, rows(), head, at) }, ...head.childNodes);
      head.replaceChildren(sort);
    });
  }

  function sorted(table, rows, head, at) {
    const down = head.getAttribute("aria-sort") === "ascending", worth = (row) => {
      const figure = row.cells[at].querySelector("[data-of]"), value = figure ? books.value(figure.dataset.of) : row.cells[at].textContent;
      return typeof value === "number" && Number.isNaN(value) ? -Infinity : value;
    };
    const order = (one, other) => (typeof one === "string" ? one.localeCompare(other, document.documentElement.lang) : one - other);
    const found = rows.map((row) => [worth(row), row]).sort(([one], [other]) => (down ? order(other, one) : order(one, other)));
    for (const each of head.parentElement.cells) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const last = [...table.tBodies[0].rows].find((row) => !row.classList.contains("key")) ?? null;
    for (const [, row] of found) table.tBodies[0].insertBefore(row, last);
  }

  function agreed(milliseconds) {
    const { count, different } = books.agreement(), status = byId("agreement");
    const figures = Figures.grouped(String(count));
    status.textContent = different.length
      ? say("differs", { different: Figures.grouped(String(different.length)), figures })
      : say("agreed", { figures, milliseconds });
    status.classList.toggle("wrong", different.length > 0);
    document.documentElement.dataset.agree = different.length ? "no" : "yes";
    for (const each of document.querySelectorAll("[data-of]")) {
      const doubtful = Figures.parsed(each.dataset.of).some((term) => different.some((one) => one.place === term.place && one.table === term.table && one.name === term.name && (term.every || term.where || term.rows.includes(one.row))));
      each.classList.toggle("doubtful", doubtful);
    }
  }

  function listen() {
    document.addEventListener("click", (event) => {
      const figure = event.target.closest("button.figure");
      if (figure) opened(figure.dataset.of ?? figure.dataset.cell, figure);
    });
    document.addEventListener("change", (event) => {
      const box = event.target.closest("input.switch");
      if (!box) return;
      const [place, table, name, row] = box.dataset.cell.split(".");
      const wrong = change({ place: Number(place), table, name, row: Number(row), value: box.checked ? 1 : 0 });
      if (wrong.length) box.checked = !box.checked;
    });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !byId("explained").hidden) closed(); });
    window.addEventListener("hashchange", routed);
    byId("state")?.addEventListener("change", (event) => {
      const view = location.hash.slice(1).split("/")[0] || "glance";
      history.replaceState(null, "", `#${view}${event.target.value ? `/${event.target.value}` : ""}`);
      share();
    });
  }

  async function start() {
    const from = performance.now();
    const { books: shapes, wordings } = await unpacked();
    Words.know(wordings);
    books = new Figures.Books(shapes);
    addInputs();
    listen();
    for (const table of document.querySelectorAll("table[data-list]")) bound(table);
    for (const table of document.querySelectorAll("table.list")) searchable(table);
    agreed(Math.round(performance.now() - from));
    document.documentElement.classList.add("alive");
    routed();
    window.budget = { books, change, changes, applied, add, remove };
  }

  start().catch((reason) => {
    byId("agreement").textContent = say("not_computed", { reason: reason.message });
    document.documentElement.dataset.agree = "unknown";
  });
})();
