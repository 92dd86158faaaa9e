// Checks: what is wrong with the rows of a book, found as the workbook's own check finds it, in the same words.
"use strict";

const Checks = (() => {
  const LONGEST_KEY = 250, LONGEST_TEXT = 2000, ALIKE = 3, EXAMPLE = "EXAMPLE";
  const UNSEEN = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/, PATTERN = /[*?~]|^[=<>]/, PLAIN = /^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$/;
  const NOT_TEXT = ["TRUE", "FALSE", "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"];
  const ten = (value) => Figures.general(value, true);
  const { of, say } = Words;

  // A text as its cell would have it, or what is wrong with it.
  function text(column, value) {
    const longest = column.looked_up ? LONGEST_KEY : LONGEST_TEXT, title = of(column.title), is = (name, parts = {}) => ({ wrong: say(name, { title, found: seen(value), ...parts }) });
    if (value.length > longest) return is("too_long", { length: Figures.grouped(String(value.length)), longest: Figures.grouped(String(longest)) });
    if (UNSEEN.test(value)) return is("unseen");
    if (column.looked_up && NOT_TEXT.includes(value.toUpperCase())) return is("no_text");
    if (column.looked_up && PATTERN.test(value)) return is("pattern");
    if (column.pattern && !new RegExp(`^(?:${column.pattern[0]})$`).test(value)) return is("form", { needs: of(column.pattern[1]) });
    if (column.key && value.startsWith(EXAMPLE)) return is("example");
    return { value };
  }

  // A text in which what can't be seen is written as its escape.
  const seen = (value) => value.replace(new RegExp(UNSEEN, "g"), (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);

  // All that is wrong with a book, each with its cell: a table, a column and what identifies the row, or no row where it is of the whole sheet.
  function faults(books, place) {
    const book = books.book(place), found = [];
    if (!book.shape.checked) return found;
    for (const shape of book.shape.tables) {
      if (!shape.entered || shape.made) continue;
      const at = (name, row, message) => { if (Drafts.own(book, shape.name, row)) found.push({ place, table: shape.name, name, id: book.ids(shape.name)[row], message }); };
      keys(book, shape, at);
      references(book, shape, at);
      rates(book, shape, at);
      dates(book, shape, at);
    }
    assumed(book, found, place);
    if (found.length) return single(found);
    for (const rule of book.shape.rules) broken(books, place, rule, found);
    return found.length ? single(found) : gaps(books, place);
  }

  // Of each cell what is found first; a sheet may have several.
  function single(found) {
    const first = new Map(found.map((each, at) => [each.id === null ? at : JSON.stringify([each.table, each.name, each.id]), each]).reverse());
    const kept = new Set(first.values());
    return found.filter((each) => kept.has(each));
  }

  function keys(book, shape, at) {
    if (!shape.key) return;
    const known = new Map(), title = of(shape.columns.find((column) => column.name === shape.key).title), values = book.column(shape.name, shape.key);
    values.forEach((value, row) => {
      const plain = PLAIN.test(value) ? Number(value) : String(value).toLowerCase();
      if (known.has(plain)) at(shape.key, row, say("twice", { title, found: of(value), row: number(book, shape, known.get(plain)) }));
      else known.set(plain, row);
    });
  }

  // The row of the sheet; of one that was added here, the row in which it would be added.
  function number(book, shape, row) {
    const id = book.ids(shape.name)[row], numbers = shape.numbers ?? [];
    return Math.abs(numbers[id] ?? (shape.end ?? 0) + 1 + id - shape.length);
  }

  function references(book, shape, at) {
    for (const column of shape.columns) {
      const other = column.refers && book.shapes.get(column.refers);
      if (!other?.entered) continue;
      const known = book.column(other.name, other.key), keys = new Set(known);
      book.column(shape.name, column.name).forEach((value, row) => {
        if (value !== "" && !keys.has(value)) at(column.name, row, say("refers", { title: of(column.title), found: of(value), sheet: of(other.title), choices: Changes.some(known) }));
      });
    }
  }

  // A rate is empty when, and only when, it is missing, and lies between its low and its high.
  function rates(book, shape, at) {
    const { given } = book.tables.get(shape.name);
    for (const column of shape.columns.filter((each) => each.rate && given.status)) {
      const other = shape.columns.find((each) => each.instead === column.name), ways = other ? [column, other] : [column];
      given.status.forEach((status, row) => {
        const filled = ways.filter((each) => Changes.filled(given[each.name][row]));
        if (!filled.length && status !== "missing") at(column.name, row, say(other ? "rates_empty" : "rate_empty", { title: of(column.title), other: of(other?.title) }));
        else if (filled.length && status === "missing") at("status", row, say("rate_missing", { title: of(filled[0].title), found: ten(given[filled[0].name][row]) }));
        else if (filled.length > 1) at(other.name, row, say("rate_twice", { title: of(column.title), found: ten(given[column.name][row]), other: of(other.title), other_found: ten(given[other.name][row]) }));
        else if (given.lowest) outside(given, row, column, other, at);
      });
    }
  }

  function outside(given, row, column, other, at) {
    const [low, high] = [given.lowest[row], given.highest[row]], turned = other?.reciprocal && given[column.name][row] === null && given[other.name][row] > 0;
    const typed = turned ? other : column, value = turned ? 1 / given[other.name][row] : given[column.name][row];
    if (value === null || !((low !== null && value < low) || (high !== null && value > high))) return;
    const around = 1 / value, swapped = other?.reciprocal && value && !(around < (low ?? -Infinity) || around > (high ?? Infinity));
    const remedy = swapped ? say("wrong_way", { found: ten(given[typed.name][row]), turned: Figures.fixed(1 / given[typed.name][row], 4) }) : say("mend_one");
    const entered = ten(given[typed.name][row]), found = turned ? say("turned", { found: entered, title: of(column.title), value: Figures.fixed(value, 4) }) : entered;
    const bounded = low === null ? "outside_high" : high === null ? "outside_low" : "outside_both";
    at(typed.name, row, say(bounded, { title: of(typed.title), found, low: low === null ? "" : ten(low), high: high === null ? "" : ten(high), remedy }));
  }

  function dates(book, shape, at) {
    const cycle = book.tables.get("cycle")?.columns.cycle?.[0] ?? "";
    for (const column of shape.columns.filter((each) => each.within && /^[0-9]{4}(-[0-9]{4})?$/.test(cycle))) {
      book.tables.get(shape.name).given[column.name].forEach((value, row) => {
        const year = value === null ? null : new Date(Figures.EPOCH + value * Figures.DAY).getUTCFullYear();
        if (year !== null && !(Number(cycle.slice(0, 4)) <= year && year <= Number(cycle.slice(-4)))) at(column.name, row, say("not_in_cycle", { title: of(column.title), found: Figures.day(value), cycle }));
      });
    }
  }

  function assumed(book, found, place) {
    const { given } = book.tables.get("assumptions"), year = Number((book.tables.get("cycle")?.columns.cycle?.[0] ?? "").slice(-4));
    given.assumption.forEach((name, row) => {
      const known = book.shape.assumptions[name], value = given.value[row], at = (message) => found.push({ place, table: "assumptions", name: "value", id: book.ids("assumptions")[row], message });
      if (!known || value === null) return;
      if (value < (known.low ?? -Infinity) || value > (known.high ?? Infinity)) at(say("value_limits", { found: ten(value), title: of(known.title), limits: Changes.limits(known) }));
      else if (known.of_cycle && value !== year) at(say("value_year", { found: Figures.general(value, false), year, title: of(known.title) }));
    });
  }

  // The rows that break a rule; an error breaks none, for it is another's.
  function broken(books, place, rule, found) {
    const book = books.book(place), rows = book.tables.get(rule.table), shape = book.shapes.get(rule.table);
    const holds = once(rule, book, "tree", () => book.compile(rule.tree, rule.table));
    for (let row = 0; row < rows.length; row += 1) {
      const held = holds(row);
      if (Engine.isError(held) || held || !Drafts.own(book, rule.table, row) || (rule.when_empty && rows.given[rule.at][row] !== null)) continue;
      const meaning = meant(book, rule, row);
      if (!rule.at) { found.push(whole(book, place, rule, meaning)); return; }
      const column = shape.columns.find((each) => each.name === rule.at);
      found.push({ place, table: rule.table, name: rule.at, id: book.ids(rule.table)[row], rule: true, message: say("broken", { title: of(column.title), found: cell(rows, column, row), meaning }) });
    }
  }

  const made = new WeakMap();

  function once(rule, book, part, make) {
    if (!made.has(rule)) made.set(rule, new Map());
    const kept = made.get(rule), name = `${book.shape.name} ${part}`;
    if (!kept.has(name)) kept.set(name, make());
    return kept.get(name);
  }

  function meant(book, rule, row) {
    const meaning = of(rule.meaning);
    if (!meaning.includes("{") || !(rule.tree[0] in Engine.COMPARE)) return meaning;
    const side = (at) => ten(Number(once(rule, book, at, () => book.compile(rule.tree[at], rule.table))(row)));
    return meaning.replaceAll("{found}", side(1)).replaceAll("{wanted}", side(2));
  }

  function whole(book, place, rule, meaning) {
    const row = rule.assumption ? book.column("assumptions", "assumption").indexOf(rule.assumption) : -1;
    if (!rule.assumption) return { place, table: rule.table, name: "", id: null, rule: true, message: say("broken_whole", { meaning: `${meaning[0].toUpperCase()}${meaning.slice(1)}` }) };
    const value = book.tables.get("assumptions").given.value[row];
    return { place, table: "assumptions", name: "value", id: book.ids("assumptions")[row] ?? null, rule: true, message: say("broken", { title: of(book.shape.assumptions[rule.assumption].title), found: value === null ? say("empty") : ten(value), meaning }) };
  }

  function cell(rows, column, row) {
    const value = rows.given[column.name][row];
    if (value === null || value === "") return say("empty");
    if (typeof value === "string") return `"${of(value)}"`;
    return column.kind === "date" ? Figures.day(value) : Figures.general(value, column.unit !== "year");
  }

  // The rows of which a figure can't be computed; of derived rows only the first of each table, and only where all that people enter have theirs.
  function gaps(books, place) {
    const book = books.book(place), found = new Map();
    for (const { table, line } of book.program) {
      const shape = book.shapes.get(table), known = shape.lines.find((each) => each.name === line);
      book.tables.get(table).columns[line].forEach((value, row) => {
        const key = `${table} ${shape.entered ? row : 0}`;
        if (!Engine.isError(value) || found.has(key) || !Drafts.own(book, table, row) || isDash(book, known, table, row)) return;
        found.set(key, { place, table, name: shape.key || shape.columns[0]?.name || "", id: shape.entered ? book.ids(table)[row] : null, entered: shape.entered, message: say(shape.entered ? "not_computed_row" : "not_computed_sheets", { title: of(known.title) }) });
      });
    }
    const all = [...found.values()], entered = all.filter((each) => each.entered);
    return entered.length ? entered : all;
  }

  function isDash(book, line, table, row) {
    if (!JSON.stringify(line.tree).includes('["dash",')) return false;
    book.dashes = 0;
    const value = once(line, book, "dash", () => book.compile(line.tree, table))(row);
    book.dashes = NaN;
    return !Engine.isError(value);
  }

  // Where a fault is, unless it is where a person has just been.
  function said(books, fault, here) {
    const { place, table, name, id, message } = fault, shape = books.table(place, table);
    if (here && here.place === place && here.table === table && here.row === id) return message;
    const letter = shape.letters?.[name], row = id === null ? -1 : books.at(place, table, id);
    if (!letter || row < 0) return say("at_sheet", { sheet: of(shape.title), message });
    return say("at_cell", { sheet: of(shape.title), cell: `${letter}${number(books.book(place), shape, row)}`, message });
  }

  function listed(books, faults, here) {
    const texts = faults.slice(0, ALIKE).map((each) => said(books, each, here));
    const more = faults.length - ALIKE;
    return more > 0 ? [...texts, say(more === 1 ? "more_cell" : "more_cells", { count: Figures.grouped(String(more)) })] : texts;
  }

  return { text, faults, listed };
})();
