// Checks: what is wrong with the rows of a book, found as the workbook's own check finds it, in the same words.
"use strict";

const Checks = (() => {
  const LONGEST_KEY = 250, LONGEST_TEXT = 2000, ALIKE = 3, EXAMPLE = "EXAMPLE";
  const UNSEEN = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|_x00[01][0-9A-Fa-f]_/, PATTERN = /[*?~]|^[=<>]/, PLAIN = /^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$/;
  const NOT_PRINTED = /[^\P{C}\n]|[^\P{Z} ]/u, SHOWN = 60, NOT_TEXT = ["TRUE", "FALSE", "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"];
  const ten = (value) => Figures.general(value, true), four = (value) => Figures.general(value, true, 4);
  const { of, say } = Words;

  // A text as its cell would have it, or what is wrong with it.
  function text(column, value) {
    const longest = column.looked_up ? LONGEST_KEY : LONGEST_TEXT, title = of(column.title), is = (name, parts = {}) => ({ wrong: say(name, { title, found: seen(value), ...parts }) });
    if (value.length > longest) return is("too_long", { length: Figures.grouped(String(value.length)), longest: Figures.grouped(String(longest)) });
    if (UNSEEN.test(value) || (column.looked_up && NOT_PRINTED.test(value))) return is("unseen", { named: named(value) });
    if (column.looked_up && NOT_TEXT.includes(value.toUpperCase())) return is("no_text");
    if (column.looked_up && PATTERN.test(value)) return is("pattern");
    if (column.pattern && !new RegExp(`^(?:${column.pattern[0]})$`).test(value)) return is("form", { needs: of(column.pattern[1]) });
    if (column.key && value.startsWith(EXAMPLE)) return is("example");
    return { value };
  }

  // A text as messages show it: on one line, without letters that can't be seen, and not too long.
  function seen(value) {
    const letters = [...value.trim()].map((letter) => (NOT_PRINTED.test(letter) || letter === "\n" ? "\ufffd" : letter));
    return letters.length > SHOWN ? `${letters.slice(0, SHOWN).join("")}…` : letters.join("");
  }

  // The first letter that can't be seen, by its name where the page knows it, and by its number.
  function named(value) {
    const letter = value.match(NOT_PRINTED)?.[0];
    return letter ? `, ${Words.letter(letter)}` : "";
  }

  // All that is wrong with a book, each with its cell: a table, a column and what identifies the row, or no row where it is of the whole sheet.
  function faults(books, place) {
    const book = books.book(place), found = [];
    if (!book.shape.checked) return found;
    for (const shape of book.shape.tables) {
      if (!shape.entered || shape.made) continue;
      if (empty(book, shape)) found.push({ place, table: shape.name, name: shape.key, id: null, message: lacking(book, shape) });
      const at = (name, row, message) => { if (Drafts.own(book, shape.name, row)) found.push({ place, table: shape.name, name, id: book.ids(shape.name)[row], message }); };
      keys(book, shape, at);
      numbers(book, shape, at);
      references(book, shape, at);
      rates(book, shape, at);
      dates(book, shape, at);
    }
    assumed(book, found, place);
    const at = (table, name, row, message) => found.push({ place, table, name, id: book.ids(table)[row], message });
    if (book.shape.draft) DraftChecks.sheets(books, book, (table, name, row, message) => { if (Drafts.own(book, table, row)) at(table, name, row, message); }, number);
    if (found.length) return single(found);
    Drafts.apart(book, () => { for (const rule of book.shape.rules) broken(books, place, rule, found); });
    if (!found.length) found.push(...gaps(books, place));
    if (!found.length && book.shape.draft) DraftChecks.amounts(book, (...fault) => { at(...fault); found.at(-1).rule = true; });
    return single(found);
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
    const isOfDraft = (row) => Boolean(book.shape.draft) && Drafts.own(book, shape.name, row);
    values.forEach((value, row) => {
      const plain = PLAIN.test(value) ? Number(value) : String(value).toLowerCase();
      const first = known.get(plain);
      if (known.has(plain)) at(shape.key, row, say(isOfDraft(row) === isOfDraft(first) ? "twice" : "twice_in_section", { title, found: of(value), row: number(book, shape, first) }));
      else known.set(plain, row);
    });
  }

  // Texts by which rows are added up, and which a spreadsheet takes for the same number: 0123 and 123.
  function numbers(book, shape, at) {
    for (const column of shape.columns.filter((each) => each.gathered)) {
      const first = new Map(), values = book.column(shape.name, column.name);
      values.forEach((text, row) => {
        if (!PLAIN.test(text)) return;
        const other = first.get(Number(text)) ?? row;
        if (values[other] !== text) at(column.name, row, say("one_number", { title: of(column.title), found: text, other: values[other], row: number(book, shape, other) }));
        else first.set(Number(text), other);
      });
    }
  }

  // The row of the sheet; of one that was added here, the row in which it would be added.
  function number(book, shape, row) {
    const id = book.ids(shape.name)[row], numbers = shape.numbers ?? [];
    return Math.abs(numbers[id] ?? (shape.end ?? 0) + 1 + id - shape.length);
  }

  // How many cells refer to a sheet without rows.
  const citing = (book, name) => book.shape.tables.filter((shape) => shape.entered && !shape.made).reduce((count, shape) => count
    + shape.columns.filter((column) => column.refers === name).reduce((cells, column) => cells + book.column(shape.name, column.name).filter((value) => value !== "").length, 0), 0);

  const empty = (book, shape) => shape.key && !book.tables.get(shape.name).length && citing(book, shape.name) > 0;

  const lacking = (book, shape, more = 0) => { const count = citing(book, shape.name) + more; return say(count > 1 ? "no_rows" : "no_rows_for_one", { count: Figures.grouped(String(count)) }); };

  function references(book, shape, at) {
    for (const column of shape.columns) {
      const other = column.refers && book.shapes.get(column.refers);
      if (!other?.entered || empty(book, other)) continue;
      const known = book.column(other.name, other.key), keys = new Set(known);
      book.column(shape.name, column.name).forEach((value, row) => {
        if (value !== "" && !keys.has(value)) at(column.name, row, Nearest.asked(say("refers", { title: of(column.title), found: seen(of(value)), here: "", sheet: of(other.title), choices: Changes.some(known) }), of(value), column.named ? [] : known.map(of)));
      });
    }
  }

  // A rate is empty when, and only when, it is missing, and lies between its low and its high.
  function rates(book, shape, at) {
    const { given } = book.tables.get(shape.name), title = (name) => of(shape.columns.find((each) => each.name === name)?.title), states = { status: title("status"), missing: of("missing") };
    for (const column of shape.columns.filter((each) => each.rate && given.status)) {
      const other = shape.columns.find((each) => each.instead === column.name), ways = other ? [column, other] : [column];
      given.status.forEach((status, row) => {
        const filled = ways.filter((each) => Changes.filled(given[each.name][row]));
        if (!filled.length && status !== "missing") at(column.name, row, say(other ? "rates_empty" : "rate_empty", { title: of(column.title), other: of(other?.title), ...states }));
        else if (filled.length && status === "missing") at("status", row, say("rate_missing", { title: of(filled[0].title), found: ten(given[filled[0].name][row]), ...states }));
        else if (filled.length > 1) at(other.name, row, say("rate_twice", { title: of(other.title), found: ten(given[other.name][row]), other: of(column.title), other_found: ten(given[column.name][row]) }));
        else if (given.lowest) outside(given, row, [column, other, { low_title: title("lowest"), high_title: title("highest") }], at);
      });
    }
  }

  function outside(given, row, [column, other, titles], at) {
    const [low, high] = [given.lowest[row], given.highest[row]], turned = other?.reciprocal && given[column.name][row] === null && given[other.name][row] > 0;
    const typed = turned ? other : column, value = turned ? 1 / given[other.name][row] : given[column.name][row];
    if (value === null || !((low !== null && value < low) || (high !== null && value > high))) return;
    const around = 1 / value, swapped = other?.reciprocal && value && !(around < (low ?? -Infinity) || around > (high ?? Infinity));
    const remedy = swapped ? say("wrong_way", { found: ten(given[typed.name][row]), turned: four(1 / given[typed.name][row]) }) : say("mend_one");
    const entered = ten(given[typed.name][row]), found = turned ? say("turned", { found: entered, title: of(column.title), value: four(value) }) : entered;
    const bounded = low === null ? "outside_high" : high === null ? "outside_low" : "outside_both";
    at(typed.name, row, say(bounded, { title: of(typed.title), found, low: low === null ? "" : ten(low), high: high === null ? "" : ten(high), ...titles, remedy }));
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
    const meaning = rule.meaning;
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
    if (Changes.isSwitch(column)) return say(value ? "yes" : "no");
    return column.kind === "date" ? Figures.day(value) : Figures.general(value, column.unit !== "year");
  }

  // The rows of which a figure can't be computed; of derived rows only the first of each table, and only where all that people enter have theirs.
  function gaps(books, place) {
    const book = books.book(place), found = new Map(), divided = divisors(book, place);
    if (divided.length) return divided;
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

  // The assumptions that are 0 and by which a figure without a value divides.
  function divisors(book, place) {
    const found = new Map(), { assumption } = book.tables.get("assumptions").given;
    for (const { table, line } of book.program) {
      if (!book.tables.get(table).columns[line].some(Engine.isError)) continue;
      const known = book.shapes.get(table).lines.find((each) => each.name === line);
      for (const name of divides(known.tree)) if (!book.named[name] && !found.has(name)) found.set(name, say("divides", { figure: of(known.title), sheet: of(book.shapes.get(table).title) }));
    }
    return [...found].map(([name, message]) => ({ place, table: "assumptions", name: "value", id: book.ids("assumptions")[assumption.indexOf(name)], message }));
  }

  // The assumptions in the divisors of a formula.
  function divides(tree, below = false) {
    if (!Array.isArray(tree)) return [];
    if (tree[0] === "named") return below ? [tree[1]] : [];
    return tree.flatMap((each, at) => divides(each, below || (tree[0] === "/" && at === 2)));
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

  return { text, seen, lacking, faults, listed };
})();
