// Changes: what a cell may be changed to, in the words of its sheet, and all changes applied to the cells as they were given.
"use strict";

const Changes = (() => {
  const FEW = 12;

  // A key is the name of its row, which others refer to; it is changed in the workbook. So is a row for which another stands, and one that no sheet has.
  function allowed(shape, column, row) {
    if (!shape.entered || shape.made || column.key || column.name === shape.key) return false;
    return !shape.fixed.includes(row);
  }

  function control(books, place, column, now) {
    const choices = options(books, place, column);
    if (choices) return select(choices, now, column.required);
    const made = document.createElement("input");
    if (column.kind === "text") made.type = "text";
    else if (column.kind === "date") made.type = "date";
    else Object.assign(made, { type: "number", step: column.kind === "whole" ? "1" : "any" });
    made.value = column.kind === "date" ? iso(now) : now;
    return made;
  }

  const iso = (day) => (day ? new Date(Figures.EPOCH + day * Figures.DAY).toISOString().slice(0, 10) : "");

  function options(books, place, column) {
    if (column.choices) return column.choices;
    if (!column.refers) return null;
    const table = books.table(place, column.refers);
    return table ? books.book(place).tables.get(column.refers).columns[table.key] : null;
  }

  function select(choices, now, required) {
    const made = document.createElement("select");
    for (const text of [...(required ? [] : [""]), ...choices]) {
      const option = document.createElement("option");
      option.textContent = text;
      option.value = text;
      made.append(option);
    }
    made.value = now;
    return made;
  }

  // What was typed, as the cell would have it; or what is wrong with it, in the words in which the workbook would be refused.
  function read(books, place, column, typed, bounds = {}) {
    const choices = options(books, place, column), text = typed.trim();
    if (text === "" && column.rate) return { wrong: `${column.title} is empty; give it, or set Status to missing.` };
    if (text === "") return column.required ? { wrong: `${column.title} is empty; it must be filled in.` } : { value: column.kind === "text" ? "" : 0 };
    if (choices) return choices.includes(typed) ? { value: typed } : { wrong: `${column.title} is "${text}"; it must be one of: ${some(choices)}.` };
    if (column.kind === "text") return { value: text };
    if (column.kind === "date") {
      const day = Date.parse(`${text}T00:00:00Z`);
      return Number.isNaN(day) ? { wrong: `${column.title} is "${text}"; it must be a date.` } : { value: (day - Figures.EPOCH) / Figures.DAY };
    }
    const value = Number(text.replaceAll(",", ""));
    if (!Number.isFinite(value)) return { wrong: `${column.title} is "${text}"; it must be a number.` };
    if (column.kind === "whole" && !Number.isInteger(value)) return { wrong: `${column.title} is ${text}; it must be a whole number.` };
    if (value < (column.low ?? -Infinity) || value > (column.high ?? Infinity)) return { wrong: `${column.title} is ${Figures.general(value, column.unit !== "year")}; it must be ${limits(column)}.` };
    return outside(value, column, bounds) ?? { value };
  }

  // A rate must lie between its low and its high, which are changed with it where it should not.
  function outside(value, column, { lowest, highest }) {
    if (!column.rate || !(value < (lowest || -Infinity) || value > (highest || Infinity))) return null;
    const stated = [["Low", lowest], ["High", highest]].filter(([, bound]) => bound).map(([name, bound]) => `${name} is ${Figures.general(bound, true)}`);
    return { wrong: `${column.title} is ${Figures.general(value, true)}, but ${stated.join(" and ")}; mend one of them.` };
  }

  const some = (choices) => (choices.length > FEW ? `${choices.slice(0, FEW).join(", ")} and ${choices.length - FEW} more` : choices.join(", "));

  function limits({ low, high, unit }) {
    const [first, last] = [low, high].map((bound) => (bound === undefined ? null : Figures.general(bound, unit !== "year")));
    if (first !== null && last !== null) return `from ${first} to ${last}`;
    return first === null ? `${last} or less` : `${first} or more`;
  }

  // Cells as they were given, then every change, in each book that has the same row of the same input. Only these are computed again.
  function apply(books, changes, before) {
    const sources = new Set([...changes, ...before].map((each) => books.books[each.place].shape.source));
    for (const book of books.books.filter((each) => sources.has(each.shape.source))) {
      book.named = { ...book.shape.named };
      for (const table of book.shape.tables) if (table.entered) book.enter(table);
      books.late.add(book);
    }
    for (const each of changes) for (const [place, row] of places(books, each)) set(books.books[place], each.table, each.name, row, each.value);
  }

  function places(books, { place, table, row, key }) {
    const own = books.books[place], rows = own.tables.get(table);
    return books.books.flatMap((book, other) => {
      if (other === place) return [[other, row]];
      const shape = book.shapes.get(table);
      if (book.shape.source !== own.shape.source || !shape?.entered || !shape.key || key === undefined) return [];
      const found = book.tables.get(table).columns[shape.key].indexOf(rows.columns[shape.key][row]);
      return found < 0 ? [] : [[other, found]];
    });
  }

  function set(book, table, name, row, value) {
    const columns = book.tables.get(table).columns;
    columns[name][row] = value;
    if (table === "assumptions" && name === "value") book.named[columns.assumption[row]] = value;
    for (const [fromTable, fromName, fromRow, toTable, toName, toRow] of book.shape.follows ?? []) {
      if (fromTable === table && fromName === name && fromRow === row) book.tables.get(toTable).columns[toName][toRow] = value;
    }
  }

  // The changes as a list that the command line reads too.
  function asList(books, changes) {
    return changes.map(({ place, table, name, key, from, value }) => {
      const column = books.described(place, table, name), stated = (each) => (column.kind === "date" ? iso(each) || null : each);
      return { workbook: books.book(place).shape.name, sheet: books.table(place, table).title, row: key, column: column.title, was: stated(from), value: stated(value) };
    });
  }

  return { allowed, control, read, apply, asList };
})();
