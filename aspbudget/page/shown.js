// Shown: every figure in its place, written anew when it is another, with what it was before.
"use strict";

const Shown = (() => {
  const UP = "▲", DOWN = "▼";
  const { make } = Parts, { of, say } = Words, byId = (id) => document.getElementById(id), written = new WeakMap(), grids = new WeakMap();

  // Every figure of the view, anew.
  function figures() {
    for (const each of document.querySelectorAll("main > section:not(.away) tr[data-paragraphs]")) paragraphs(each);
    for (const each of document.querySelectorAll("main > section:not(.away) [data-of]:not(#share)")) shown(each);
    for (const each of document.querySelectorAll("main > section:not(.away) tr[data-idle]")) each.hidden = !Figures.parsed(each.querySelector("[data-of]").dataset.of).some((term) => Budget.books.rows(term).length);
    for (const each of document.querySelectorAll("main > section:not(.away) .behind")) each.hidden = !Budget.books.books[Number(each.dataset.place)].behind;
    for (const each of document.querySelectorAll("main > section:not(.away) [data-grid]")) drawnAgain(each);
    for (const box of document.querySelectorAll("main > section:not(.away) input.switch")) box.checked = Budget.books.value(`+${box.dataset.cell}`) > 0;
    share();
  }

  // A figure is written only where it is another than before.
  function shown(each) {
    const { of: where, as: how } = each.dataset, terms = Figures.parsed(where), now = Budget.books.value(terms), was = Budget.books.value(terms, true);
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
    const place = Number(kept.dataset.paragraphs), { columns } = Budget.books.book(place).tables.get("paragraphs"), lines = new Set(Budget.books.book(place).column("statement_lines", "paragraph")), body = kept.parentElement;
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
    const before = new Set(Budget.books.table(place, "statement_lines").cells.paragraph);
    if (note?.matches(".note")) note.hidden = [...lines].some((number) => !before.has(number));
  }

  function drawnAgain(each) {
    const grid = JSON.parse(each.dataset.grid), book = Budget.books.book(grid.place);
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
    const option = state.selectedOptions[0], rate = Number(option?.dataset.rate ?? 0), [own] = document.getElementsByClassName("borne");
    if (!rate) { line.textContent = own.textContent = ""; return; }
    const currency = Budget.books.books[0].shape.currency, bill = (first) => Math.round(Budget.books.value(line.dataset.of, first) * rate / 100);
    const [now, before] = [bill(false), bill(true)];
    const parts = { state: option.textContent, rate: Figures.general(rate, true), currency, amount: Figures.grouped(String(now)), before: Figures.grouped(String(before)) };
    line.textContent = own.textContent = say(now === before ? "bears" : "bears_instead", parts);
    for (const row of document.querySelectorAll("table.list tbody tr")) row.classList.toggle("mine", row.firstElementChild.textContent === option.textContent);
  }

  function agreed(milliseconds) {
    const { count, different } = Budget.books.agreement(), status = byId("agreement");
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

  return { figures, share, difference, agreed };
})();
