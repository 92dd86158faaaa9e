// Changes: what a cell may be changed to, in the words of its sheet, and all changes applied to the cells as they were given.
"use strict";

const Changes = (() => {
  const FEW = 12, PLAIN = /^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$/, { of, say } = Words;

  // A key is the name of its row, which others refer to; it is changed in the workbook. So is a row for which another stands, one that no sheet has, and a cell that moves others.
  function allowed(shape, column, row) {
    if (!shape.entered || shape.made || column.key || column.fixed || column.name === shape.key) return false;
    return !shape.fixed.includes(row);
  }

  // The rows of a sheet that have a value in a column and may have another; none of an empty cell.
  function alike(books, place, table, column, value) {
    const book = books.book(place), shape = books.table(place, table), ids = book.ids(table);
    return filled(value) ? ids.filter((id, row) => book.tables.get(table).given[column.name][row] === value && allowed(shape, column, id)) : [];
  }

  function control(books, place, column, now) {
    const choices = options(books, place, column);
    if (choices) return select(choices, now, column.required);
    if (isSwitch(column)) return select(["yes", "no"], now === null || now === undefined ? null : now ? "yes" : "no", column.required);
    const made = document.createElement("input");
    if (column.kind === "text") made.type = "text";
    else if (column.kind === "date") made.type = "date";
    else Object.assign(made, { type: "number", step: column.kind === "whole" ? "1" : "any" });
    made.value = column.kind === "date" ? iso(now) : now ?? "";
    return made;
  }

  // Whether the cells of a column say yes or no, which count as 1 and 0.
  const isSwitch = (column) => column.kind === "whole" && column.low === 0 && column.high === 1;

  function switched(text) {
    const said = new Map([["yes", 1], ["true", 1], ["1", 1], ["no", 0], ["false", 0], ["0", 0], [say("yes").toLowerCase(), 1], [say("no").toLowerCase(), 0]]);
    return said.get(text.toLowerCase());
  }

  const iso = (day) => (day ? new Date(Figures.EPOCH + day * Figures.DAY).toISOString().slice(0, 10) : "");

  function options(books, place, column) {
    if (column.choices) return column.choices;
    if (column.cites_sheets) return books.books[place].shape.draft.activities.map((each) => each.sheet);
    if (!column.refers) return null;
    return books.table(place, column.refers) ? books.keys(place, column.refers) : null;
  }

  function select(choices, now, required) {
    const made = document.createElement("select");
    for (const text of [...(required ? [] : [""]), ...choices]) {
      const option = document.createElement("option");
      option.textContent = text === "yes" || text === "no" ? say(text) : of(text);
      option.value = text;
      made.append(option);
    }
    made.value = now ?? "";
    return made;
  }

  // What was typed, as the cell would have it; or what is wrong with it, in the words in which the workbook would be refused.
  function read(books, place, column, typed) {
    const choices = options(books, place, column), text = typed.trim(), title = of(column.title), wrong = (name, parts = {}) => ({ wrong: say(name, { title, found: `"${Checks.seen(text)}"`, ...parts }) });
    if (isSwitch(column)) return switched(text) === undefined ? wrong("one_of", { ...(text ? PLAIN.test(Words.typed(text)) && { found: text } : { found: say("empty") }), choices: some(["yes", "no"].map((each) => say(each))) }) : { value: switched(text) };
    if (text === "") return column.rate || !(column.required || column.key) ? { value: null } : column.prefilled ? wrong("elsewhere") : column.choices ? wrong("one_of", { found: say("empty"), choices: some(column.choices) }) : wrong(`hold_${column.kind}`);
    const checked = column.kind === "text" && !choices?.includes(typed) ? Checks.text(column, text) : null;
    if (checked?.wrong) return checked;
    if (choices && !choices.includes(typed)) return { wrong: unknown(books, place, column, text, choices) };
    if (column.kind === "text") return choices ? { value: typed } : checked;
    if (column.kind === "date") {
      const day = Date.parse(`${text}T00:00:00Z`);
      return Number.isNaN(day) ? wrong("be_date") : { value: (day - Figures.EPOCH) / Figures.DAY };
    }
    const within = column.kind === "whole" && (column.low ?? column.high) !== undefined;
    const none = (kind, parts = {}) => (within ? wrong("be_whole_within", { limits: limits(column), ...parts }) : wrong(`be_${kind}`, parts));
    const plain = Words.typed(text), value = PLAIN.test(plain) ? Number(plain) : NaN;
    if (!Number.isFinite(value)) return none(column.kind);
    if (column.kind === "whole" && !Number.isInteger(value)) return none("whole", { found: text });
    if (value < (column.low ?? -Infinity) || value > (column.high ?? Infinity)) return wrong("be_within", { found: Figures.general(value, column.unit !== "year"), limits: limits(column) });
    return { value };
  }

  // What is said of a name that is none of the choices: of no row of another sheet, which may have none at all.
  function unknown(books, place, column, text, choices) {
    const title = of(column.title), found = Checks.seen(text), other = column.refers && books.table(place, column.refers);
    if (!other) return Nearest.asked(say("one_of", { title, found: `"${found}"`, choices: some(choices) }), text, choices.map(of));
    if (!choices.length) return say("at_sheet", { sheet: of(other.title), message: Checks.lacking(books.book(place), other, 1) });
    return Nearest.asked(say("refers", { title, found, here: "", sheet: of(other.title), choices: some(choices) }), text, column.named ? [] : choices.map(of));
  }

  function some(choices) {
    const shown = choices.map(of), mark = between(shown);
    return shown.length > FEW ? say("some", { listed: shown.slice(0, FEW).join(mark), count: shown.length - FEW }) : shown.join(mark);
  }

  const between = (choices) => (choices.some((choice) => choice.includes(",")) ? "; " : ", ");

  function limits({ low, high, unit }) {
    const [first, last] = [low, high].map((bound) => (bound === undefined ? null : Figures.general(bound, unit !== "year")));
    if (first !== null && last !== null) return say("from_to", { low: first, high: last });
    return first === null ? say("at_most", { high: last }) : say("at_least", { low: first });
  }

  // Cells as they were given, then every change in turn, in each book that has the same row of the same input. Only these are computed again.
  function apply(books, changes, before) {
    const sources = new Set([...changes, ...before].map((each) => books.books[each.place].shape.source));
    const reached = books.books.filter(({ shape }) => sources.has(shape.source) || sources.has(shape.further));
    for (const book of reached) {
      book.named = { ...book.shape.named };
      book.behind = false;
      for (const table of book.shape.tables) if (table.entered) book.enter(table);
      if (book.shape.draft) Drafts.begin(books, book);
      books.late.add(book);
    }
    for (const each of changes) made(books, each);
    for (const book of reached.filter((each) => each.shape.draft)) {
      Drafts.settle(books, book);
      if (book.anew) Drafts.make(book);
    }
  }

  function made(books, each) {
    const own = books.books[each.place], { source, draft } = own.shape, others = books.books.filter((book) => book !== own && book.shape.draft && [book.shape.source, book.shape.further].includes(source) && book.shapes.get(each.table)?.entered);
    const row = index(own, each.table, each.row), key = own.shapes.get(each.table).key;
    const name = key && !each.added ? own.tables.get(each.table).columns[key][row] : null;
    if (each.added) own.add(each.table, each.row, each.added);
    else if (each.removed) own.remove(each.table, row);
    else set(own, each.table, each.name, row, each.value);
    if (draft) own.anew ||= Boolean(each.added || each.removed || Drafts.ties(own.shapes.get(each.table), each.name));
    else for (const other of others) Drafts.follow(other, each, name, other.shape.source !== source);
  }

  const index = (book, table, id) => book.ids(table).indexOf(id);

  function set(book, table, name, row, value) {
    book.put(table, name, row, value);
    for (const [fromTable, fromName, fromRow, toTable, toName, toRow] of book.shape.follows ?? []) {
      if (fromTable !== table || fromName !== name || fromRow !== book.ids(table)[row]) continue;
      const other = index(book, toTable, toRow);
      if (other >= 0) book.put(toTable, toName, other, value);
    }
  }

  // The changes as a list that the command line reads too.
  function asList(books, changes) {
    return changes.map((each) => {
      const { place, table, name, key, from, value } = each, shape = books.table(place, table);
      const at = { workbook: books.book(place).shape.name, sheet: shape.title, row: key };
      if (each.removed) return { ...at, removed: true };
      if (each.added) return { ...at, added: Object.fromEntries(shape.columns.filter((column) => !column.key && !column.fixed && filled(each.added[column.name])).map((column) => [column.title, stated(column, each.added[column.name])])) };
      const column = books.described(place, table, name);
      return { ...at, column: column.title, was: stated(column, from), value: stated(column, value) };
    });
  }

  const filled = (cell) => cell !== null && cell !== undefined && cell !== "";
  const stated = (column, cell) => (column.kind === "date" ? iso(cell) || null : cell);

  return { allowed, alike, control, read, apply, asList, limits, some, filled, isSwitch };
})();
