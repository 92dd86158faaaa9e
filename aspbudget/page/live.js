// The page alive: figures that follow what a person changes, each opened down to its cells. All that is shown is text; nothing is ever run or sent.
"use strict";

(() => {
  const MOST_PARTS = 40, MOST_FEEDS = 12, MOST_VARIANTS = 5, UP = "▲", DOWN = "▼";
  const byId = (id) => document.getElementById(id);
  let books = null, shownNow = null, opener = null;
  const changes = [], variants = [];
  let before = [];

  // An element with texts and elements inside it, attributes and listeners.
  function make(tag, attributes = {}, ...inside) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") made.addEventListener(name, value);
      else if (value === true) made.setAttribute(name, "");
      else if (value !== false && value !== undefined && value !== null) made.setAttribute(name, value);
    }
    made.append(...inside.filter((each) => each !== null && each !== undefined));
    return made;
  }

  async function unpacked() {
    const bytes = Uint8Array.from(atob(byId("books").textContent), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  // What is shown of every figure, anew; what moved since the page was opened says by how much.
  function refresh() {
    for (const each of document.querySelectorAll("main > section:not(.away) [data-of]")) {
      if (each.id === "share") continue;
      const { of: where, as: how } = each.dataset, terms = Figures.parsed(where), now = books.value(terms), was = books.value(terms, true);
      const moved = typeof now === "number" && typeof was === "number" ? now - was : 0, changed = moved && Figures.inWords(now, how) !== Figures.inWords(was, how);
      if (each.closest("table.bars")) drawn(each.closest("tr"), now);
      {
        const text = Figures.inWords(now, how), sign = each.dataset.sign && now > 0 ? "+" : "";
        each.replaceChildren(sign + text, ...(changed && each.tagName === "BUTTON" ? [make("small", { class: moved > 0 ? "up" : "down" }, difference(moved, how))] : []));
        each.title = changed ? `It was ${Figures.inWords(was, how)}` : "";
      }
      each.classList.toggle("moved", Boolean(changed));
    }
    share();
    listed();
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
    line.textContent = `${option.textContent}, with ${Figures.general(rate, true)} per cent, bears ${currency} ${Figures.grouped(String(now))} of it${now === before ? "" : ` instead of ${Figures.grouped(String(before))}`}.`;
    for (const row of document.querySelectorAll("table.list tbody tr")) row.classList.toggle("mine", row.firstElementChild.textContent === option.textContent);
  }

  // Where a figure comes from.

  function opened(where, from = null) {
    const terms = Figures.parsed(where), single = terms.length === 1 && terms[0].rows.length === 1;
    opener = from ?? opener;
    if (single) explain(terms[0].place, terms[0].table, terms[0].name, terms[0].rows[0]);
    else added(terms);
  }

  function panel(...inside) {
    const aside = byId("explained");
    aside.replaceChildren(make("button", { type: "button", class: "close", click: closed, "aria-label": "Close" }, "×"), ...inside);
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
    const lead = terms.some((each) => each.sign === "/") ? "A share, in per cent, of these figures" : "These figures added up";
    const parts = terms.flatMap((each) => each.rows.map((row) => ({ ...each, row }))).filter((each) => {
      const value = books.book(each.place).tables.get(each.table).columns[each.name][each.row];
      return !Engine.isError(value) && value !== 0;
    });
    panel(make("h3", {}, "A total"), make("p", {}, `${lead}:`), links(parts, (each) => (each.sign === "+" ? "" : each.sign === "-" ? "less " : "of ")));
  }

  const links = (parts, before = () => "") => {
    const list = make("ul", { class: "parts" }, ...parts.slice(0, MOST_PARTS).map((each) => make("li", {},
      before(each), make("button", { type: "button", class: "link", click: () => explain(each.place, each.table, each.name, each.row) }, named(each)),
      ": ", make("b", {}, books.shown(each.place, each.table, each.name, each.row, true)))));
    if (parts.length > MOST_PARTS) list.append(make("li", {}, `… and ${parts.length - MOST_PARTS} more`));
    return list;
  };

  const named = ({ place, table, name, row }) => `${books.described(place, table, name).title} of ${books.key(place, table, row)}`;

  function explain(place, table, name, row) {
    shownNow = { place, table, name, row };
    const known = books.described(place, table, name), shape = books.table(place, table), book = books.book(place);
    const inside = [make("p", { class: "path" }, `${book.shape.title} › ${shape.title}`), make("h3", {}, named({ place, table, name, row })), make("p", { class: "value" }, books.shown(place, table, name, row, true))];
    if ("tree" in known) {
      inside.push(make("p", {}, known.meaning), make("p", { class: "words" }, "= ", known.words));
      const numbers = Trees.inNumbers(books, place, table, known.tree, row);
      if (numbers !== known.words) inside.push(make("p", { class: "words" }, "= ", numbers));
      const parts = Trees.parts(books, place, table, known.tree, row);
      if (parts.length) inside.push(make("h4", {}, "Made of"), links(parts));
      inside.push(make("p", { class: "note" }, `Rule: ${known.source}`));
    } else inside.push(...cell(place, table, name, row, known, shape));
    const feeds = Trees.feeds(books, place, table, name);
    if (feeds.length) inside.push(make("h4", {}, "It feeds"), make("ul", { class: "parts" }, ...feeds.slice(0, MOST_FEEDS).map((each) => make("li", {}, each))));
    panel(...inside);
  }

  // An input cell: where it stands, where it comes from, and what it may be changed to.
  function cell(place, table, name, row, known, shape) {
    const inside = [make("p", {}, known.about ?? "")];
    const source = (column) => (shape.columns.some((each) => each.name === column) ? books.shown(place, table, column, row) : "");
    const letter = shape.letters?.[name];
    if (letter) inside.push(make("p", { class: "note" }, `${books.book(place).shape.file}, sheet ${shape.title}, ${letter}${Math.abs(shape.numbers[row])}`));
    if (source("source")) inside.push(make("p", { class: "note" }, `${mark(source("status"))} ${source("status")}: ${source("source")}`));
    if (shape.entered && Changes.allowed(shape, known, row)) inside.push(editor(place, table, name, row, known));
    return inside;
  }

  const mark = (status) => ({ published: "●", derived: "◐", illustrative: "○", missing: "✕" })[status] ?? "";

  function editor(place, table, name, row, known) {
    const now = books.book(place).tables.get(table).columns[name][row], refused = make("p", { class: "refused", role: "alert" });
    const control = Changes.control(books, place, known, now);
    const form = make("form", { class: "edit" }, make("label", {}, "What if it were ", control), make("button", { type: "submit" }, "Try"), refused);
    const tried = (event) => {
      event.preventDefault();
      const columns = books.book(place).tables.get(table).columns, bounds = { lowest: columns.lowest?.[row], highest: columns.highest?.[row] };
      const { value, wrong } = Changes.read(books, place, known, control.value, bounds);
      refused.textContent = wrong ?? "";
      if (!wrong) change({ place, table, name, row, value });
    };
    form.addEventListener("submit", tried);
    const bounds = slider(place, table, row, known, now);
    if (bounds) {
      bounds.addEventListener("input", () => { control.value = bounds.value; });
      bounds.addEventListener("change", tried);
      form.append(make("label", { class: "range" }, `between its low, ${Figures.general(Number(bounds.min), true)}, and its high, ${Figures.general(Number(bounds.max), true)} `, bounds));
    }
    return form;
  }

  function slider(place, table, row, known, now) {
    const columns = books.book(place).tables.get(table).columns, low = columns.lowest?.[row], high = columns.highest?.[row];
    if (!known.rate || !(high > low)) return null;
    return make("input", { type: "range", min: low, max: high, step: (high - low) / 100, value: now, "aria-label": "between low and high" });
  }

  function change(wanted) {
    const { place, table, name, row, value } = wanted, from = books.book(place).tables.get(table).columns[name][row];
    if (from === value) return;
    const found = changes.find((each) => each.place === place && each.table === table && each.name === name && each.row === row);
    if (found) found.value = value;
    else changes.push({ place, table, name, row, from, value, key: books.key(place, table, row) });
    applied();
  }

  function applied() {
    Changes.apply(books, changes, before);
    before = changes.slice();
    refresh();
    const open = shownNow;
    if (open && !byId("explained").hidden) explain(open.place, open.table, open.name, open.row);
    for (const box of document.querySelectorAll("main > section:not(.away) input.switch")) box.checked = books.value(`+${box.dataset.cell}`) > 0;
    if (location.hash === "#inputs") inputs();
  }

  function undo(at) {
    changes.splice(at, 1);
    applied();
  }

  // The list of a person's changes, what they do together, and what may be kept beside it.
  function listed() {
    const yours = byId("yours"), asked = document.querySelector(".asked [data-of]");
    yours.hidden = !changes.length && !variants.length;
    document.body.classList.toggle("changed", !yours.hidden);
    if (yours.hidden) return;
    const items = changes.map((each, at) => make("li", {},
      `${books.table(each.place, each.table).title} / ${each.key} / ${books.described(each.place, each.table, each.name).title}: ${shownValue(each, each.from)} → ${shownValue(each, each.value)} `,
      make("button", { type: "button", class: "link", click: () => undo(at) }, "Undo")));
    const total = asked ? summary(asked.dataset.of, asked.dataset.as) : "";
    byId("changes").replaceChildren(make("p", { class: "outcome" }, total), make("ol", {}, ...items),
      make("p", {}, make("button", { type: "button", click: () => { changes.length = 0; applied(); } }, "Undo all"), " ",
        make("button", { type: "button", click: download, disabled: !changes.length }, "Download as a list"), " ",
        make("button", { type: "button", click: keep, disabled: !changes.length || variants.length >= MOST_VARIANTS }, "Keep beside others")),
      ...(variants.length ? [side()] : []));
  }

  function summary(where, how) {
    const now = books.value(where), before = books.value(where, true), moved = now - before;
    return `${Figures.inWords(before, how)} → ${Figures.inWords(now, how)} (${moved ? difference(moved, how) : "nothing moved"})`;
  }

  function shownValue(each, value) {
    const known = books.described(each.place, each.table, each.name);
    if (typeof value === "string") return value || "empty";
    return known.kind === "date" ? Figures.day(value) : known.unit === "year" ? String(value) : Figures.general(value, true);
  }

  function keep() {
    const asked = document.querySelector(".asked [data-of]");
    variants.push({ name: `Variant ${variants.length + 1}`, changes: changes.map((each) => ({ ...each })), total: books.value(asked.dataset.of), share: byId("share")?.textContent ?? "" });
    listed();
  }

  function side() {
    const asked = document.querySelector(".asked [data-of]"), base = books.value(asked.dataset.of, true), how = asked.dataset.as;
    const rows = variants.map((each, at) => make("tr", {}, make("th", { scope: "row" }, each.name),
      make("td", {}, Figures.inWords(each.total, how)), make("td", {}, each.total === base ? "–" : difference(each.total - base, how)), make("td", { class: "text" }, each.share),
      make("td", {}, make("button", { type: "button", class: "link", click: () => { changes.splice(0, changes.length, ...each.changes.map((one) => ({ ...one }))); applied(); } }, "Show"), " ",
        make("button", { type: "button", class: "link", click: () => { variants.splice(at, 1); listed(); } }, "Drop"))));
    const head = make("tr", {}, ...["Variant", "Total", "Change", "State", ""].map((title) => make("th", { scope: "col" }, title)));
    return make("table", { class: "printed" }, make("caption", {}, "Variants side by side"), make("thead", {}, head), make("tbody", {}, ...rows));
  }

  function download() {
    const listed = Changes.asList(books, changes), text = JSON.stringify({ cycle: document.querySelector("h1 span").textContent, changes: listed }, null, 1);
    const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "application/json" })), download: "changes.json" });
    document.body.append(link);
    link.click();
    link.remove();
  }

  // All cells of the inputs, sheet by sheet.
  function inputs() {
    const chosen = byId("sheet"), [place, name] = (chosen.value || "0.cycle").split("."), table = books.table(Number(place), name), rows = books.book(Number(place)).tables.get(name);
    const head = make("tr", {}, ...table.columns.map((column) => make("th", { scope: "col", class: column.kind === "text" ? "text" : false, title: column.about ?? false }, column.title)));
    const body = Array.from({ length: rows.length }, (_, row) => make("tr", {}, ...table.columns.map((column) => {
      const where = `+${place}.${name}.${column.name}.${row}`, text = books.shown(Number(place), name, column.name, row);
      return make("td", { class: column.kind === "text" ? "text" : "" }, make("button", { type: "button", class: "figure", "data-cell": where }, text === "empty" ? "" : text));
    })));
    byId("cells").replaceChildren(make("table", { class: "list" }, make("caption", {}, `${table.title}: ${table.about}`), make("thead", {}, head), make("tbody", {}, ...body)));
  }

  function addInputs() {
    const chosen = make("select", { id: "sheet", change: inputs });
    books.books.forEach((book, place) => {
      const group = make("optgroup", { label: book.shape.title });
      for (const table of book.shape.tables) if (table.entered && table.columns.length && !table.made) group.append(make("option", { value: `${place}.${table.name}` }, table.title));
      chosen.append(group);
    });
    const section = make("section", { id: "inputs" }, make("h2", {}, "What if"), make("p", {}, "Open any cell, and try another value: every figure that follows from it moves. Your file is not touched."),
      make("p", {}, make("label", {}, "Sheet ", chosen)), make("div", { id: "cells", class: "wide", tabindex: "0", role: "region", "aria-label": "Cells of the sheet" }));
    byId("to-confirm").before(section);
    document.querySelector("nav a[href='#to-confirm']").parentElement.before(make("li", {}, make("a", { href: "#inputs" }, "What if")));
  }

  // One view at a time, by the address, which also keeps the State.
  function routed(moved = null) {
    const [name, state] = location.hash.slice(1).split("/"), views = [...document.querySelectorAll("main > section")];
    const wanted = views.find((each) => each.id === name) ?? views[0];
    for (const each of views) each.classList.toggle("away", each !== wanted);
    for (const link of document.querySelectorAll("nav a")) {
      if (link.getAttribute("href") === `#${wanted.id}`) link.setAttribute("aria-current", "page");
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

  // In a list, columns and rows say which figure each cell is.
  function bound(table) {
    const heads = [...table.tHead.rows[0].cells];
    for (const row of table.querySelectorAll("tr[data-row]")) {
      heads.forEach((head, at) => {
        if (!head.dataset.name) return;
        const where = `+${table.dataset.list}.${head.dataset.name}.${row.dataset.row}`, cell = row.cells[at];
        cell.replaceChildren(make("button", { type: "button", class: "figure", "data-of": where, "data-as": head.dataset.as }, ...cell.childNodes));
        if (head.dataset.as === "text") cell.className = "text";
      });
    }
  }

  // Lists can be searched and sorted.
  function searchable(table) {
    const rows = [...table.tBodies[0].rows].filter((row) => row.classList.contains("key"));
    const search = make("input", { type: "search", input: () => {
      const wanted = search.value.trim().toLowerCase();
      for (const row of rows) row.hidden = wanted !== "" && !row.textContent.toLowerCase().includes(wanted);
    } });
    if (rows.length > 12) table.closest(".wide").before(make("p", { class: "search" }, make("label", {}, "Search ", search)));
    [...table.tHead.rows[0].cells].forEach((head, at) => {
      const sort = make("button", { type: "button", class: "sort", click: () => sorted(table, rows, head, at) }, ...head.childNodes);
      head.replaceChildren(sort);
    });
  }

  function sorted(table, rows, head, at) {
    const down = head.getAttribute("aria-sort") === "ascending", worth = (row) => {
      const figure = row.cells[at].querySelector("[data-of]"), value = figure ? books.value(figure.dataset.of) : row.cells[at].textContent;
      return typeof value === "number" && Number.isNaN(value) ? -Infinity : value;
    };
    const order = (one, other) => (typeof one === "string" ? one.localeCompare(other) : one - other);
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
      ? `${Figures.grouped(String(different.length))} of ${figures} figures computed again in this browser are not those that were given; they are marked. Do not rely on this page.`
      : `All ${figures} figures computed again in this browser, in ${milliseconds} ms, are those that were given.`;
    status.classList.toggle("wrong", different.length > 0);
    document.documentElement.dataset.agree = different.length ? "no" : "yes";
    for (const each of document.querySelectorAll("[data-of]")) {
      const doubtful = Figures.parsed(each.dataset.of).some((term) => different.some((one) => one.place === term.place && one.table === term.table && one.name === term.name && term.rows.includes(one.row)));
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
      change({ place: Number(place), table, name, row: Number(row), value: box.checked ? 1 : 0 });
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
    books = new Figures.Books(await unpacked());
    addInputs();
    listen();
    for (const table of document.querySelectorAll("table[data-list]")) bound(table);
    for (const table of document.querySelectorAll("table.list")) searchable(table);
    agreed(Math.round(performance.now() - from));
    document.documentElement.classList.add("alive");
    routed();
    window.budget = { books, change, changes, applied };
  }

  start().catch((reason) => {
    byId("agreement").textContent = `This browser can't compute the figures again (${reason.message}); they stand here as they were computed.`;
    document.documentElement.dataset.agree = "unknown";
  });
})();
