// Rows: a form with all cells of a row, of one that is added or of one that is changed as a whole, and the cells of a sheet with what can be done to its rows.
"use strict";

const Rows = (() => {
  const { make } = Parts, { of, say } = Words, GIVEN = ["cycle", "assumptions", "draft_resolution"];

  // A form with a control for each cell. `done` is given the cells and returns what is wrong with them, if anything is.
  function form(books, place, shape, { cells, known, done }) {
    const columns = shape.columns.filter((column) => !column.fixed && !(known && (column.key || column.name === shape.key)));
    const refused = make("div", { class: "refused", role: "alert" });
    const fields = columns.map((column) => {
      const control = Changes.control(books, place, column, cells[column.name] ?? null);
      control.setAttribute("aria-required", String(Boolean(column.required || column.key)));
      return { column, control, label: make("label", { title: column.about ?? false }, make("span", {}, of(column.title)), control) };
    });
    const made = make("form", { class: "row", novalidate: true }, ...fields.map((each) => each.label), make("button", { type: "submit" }, say(known ? "change_row" : "add_row")), refused);
    made.addEventListener("submit", (event) => {
      event.preventDefault();
      const found = {}, wrong = [];
      for (const { column, control } of fields) {
        const read = Changes.read(books, place, column, control.value);
        control.setAttribute("aria-invalid", String(Boolean(read.wrong)));
        if (read.wrong) wrong.push(read.wrong);
        else found[column.name] = read.value;
      }
      const messages = wrong.length ? wrong : done(found);
      refused.replaceChildren(...messages.map((message) => make("p", {}, message)));
      if (wrong.length) fields.find((each) => each.control.getAttribute("aria-invalid") === "true").control.focus();
    });
    return made;
  }

  // All cells of a sheet, each of which can be opened, and what can be done to its rows.
  function sheet(books, place, name, acts) {
    const table = books.table(place, name), book = books.book(place), rows = book.tables.get(name), ids = book.ids(name);
    const heads = [...table.columns.map((column) => make("th", { scope: "col", class: column.kind === "text" ? "text" : false, title: column.about ?? false }, of(column.title))), ...(table.grows ? [make("th", { scope: "col", class: "text" }, say("row"))] : [])];
    const body = Array.from({ length: rows.length }, (_, row) => make("tr", { class: ids[row] >= table.length ? "added" : false },
      ...table.columns.map((column) => cell(books, place, table, column, row, ids[row])), ...(table.grows ? [actions(books, place, table, ids[row], books.key(place, name, row), acts)] : [])));
    const whole = make("table", { class: "list" }, make("caption", {}, say("about", { title: of(table.title), about: table.about })), make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...body));
    const add = table.grows ? make("button", { type: "button", id: "add", click: () => acts.add(place, name, {}) }, say("one_more")) : make("span", { class: "note" }, elsewhere(books, place, table));
    return [make("p", {}, add), whole];
  }

  // Where rows of a sheet are added that the page doesn't add there: in a workbook, or on the sheet of the section to which a statement refers.
  function elsewhere(books, place, table) {
    if (GIVEN.includes(table.name)) return say("rows_given");
    const own = books.books[place].shape, section = own.draft ? books.books.find(({ shape }) => !shape.draft && shape.source === own.source) : null;
    const file = table.letters || !section ? own.file : section.shape.file, parts = { file, sheet: of(table.title) };
    return section?.shapes.get(table.name)?.grows ? say("rows_or_section", { ...parts, section: of(section.shape.title) }) : say("rows_elsewhere", parts);
  }

  function cell(books, place, table, column, row, id) {
    const value = books.book(place).tables.get(table.name).given[column.name][row], empty = !Changes.filled(value);
    const text = Changes.isSwitch(column) ? say(value ? "yes" : "no") : books.shown(place, table.name, column.name, row);
    const opened = make("button", { type: "button", class: "figure", "data-cell": `+${place}.${table.name}.${column.name}.${id}`, "aria-label": empty ? say("column_empty", { column: of(column.title) }) : false }, empty ? "" : text);
    const kind = column.kind === "text" ? "text" : false;
    return column.name === table.key ? make("th", { scope: "row" }, opened) : make("td", { class: kind }, opened);
  }

  function actions(books, place, table, id, key, acts) {
    if (table.fixed.includes(id)) return make("td", { class: "text" });
    const button = (text, act) => make("button", { type: "button", class: "link", "aria-label": say("act_on", { act: text, row: key }), click: act }, text);
    return make("td", { class: "acts" }, button(say("edit"), () => acts.edit(place, table.name, id)), " ", button(say("like"), () => acts.like(place, table.name, id)), " ", button(say("remove"), () => acts.remove(place, table.name, id)));
  }

  return { form, sheet };
})();
