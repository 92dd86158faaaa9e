// Lists: tables whose rows are those of a table of the figures; they can be searched and sorted.
"use strict";

const Lists = (() => {
  const { make } = Parts, { say } = Words;

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
    const [place, name] = [Number(table.dataset.list.split(".")[0]), table.dataset.list.split(".")[1]], { length } = Budget.books.book(place).tables.get(name);
    const rows = [...table.tBodies[0].querySelectorAll("tr[data-row]")], stands = rows.map((row) => Budget.books.at(place, name, rowOf(row)));
    rows.forEach((row, at) => { if (stands[at] < 0) row.remove(); });
    const last = [...table.tBodies[0].rows].find((row) => !row.dataset.row) ?? null, heads = [...table.tHead.rows[0].cells];
    for (let row = 0; row < length; row += 1) {
      if (stands.includes(row)) continue;
      const made = make("tr", { class: "key", "data-row": Budget.books.id(place, name, row) }, make("th", { scope: "row" }, Budget.books.shown(place, name, table.dataset.key, row)), ...heads.slice(1).map(() => make("td")));
      table.tBodies[0].insertBefore(made, last);
      figures(table, made, heads.map((head) => (head.dataset.name ? [Figures.inWords(Budget.books.book(place).tables.get(name).columns[head.dataset.name][row], head.dataset.as)] : [])));
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
      const figure = row.cells[at].querySelector("[data-of]"), value = figure ? Budget.books.value(figure.dataset.of) : row.cells[at].textContent;
      return typeof value === "number" && Number.isNaN(value) ? -Infinity : value;
    };
    const order = (one, other) => (typeof one === "string" ? one.localeCompare(other, document.documentElement.lang) : one - other);
    const found = rows.map((row) => [worth(row), row]).sort(([one], [other]) => (down ? order(other, one) : order(one, other)));
    for (const each of head.parentElement.cells) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const last = [...table.tBodies[0].rows].find((row) => !row.classList.contains("key")) ?? null;
    for (const [, row] of found) table.tBodies[0].insertBefore(row, last);
  }

  return { bound, renewed, searchable };
})();
