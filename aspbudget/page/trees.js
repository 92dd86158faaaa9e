// Trees: a figure's formula with the numbers of one row in it, what it is made of there, and which figures it feeds.
"use strict";

const Trees = (() => {
  const MOST_ADDENDS = 12, WHOLE = 9;
  const STRENGTH = { "+": 2, "-": 2, "*": 3, "/": 3, "^": 4 };
  const { of, say: wording } = Words;
  const OPERATORS = ["+", "-", "*", "/", "^", "=", "<>", "<", "<=", ">", ">="];
  const LEAVES = ["own", "named", "at", "total", "count", "highest"];

  const PAIRS = ["and", "or", "sum", "joined"], SERIES = ["least", "greatest"];
  const joined = (names) => (names.length > 1 ? wording("and", [names.slice(0, -1).join(", "), names.at(-1)]) : names[0]);

  // A function of a formula in words: as a series, pair by pair, or by the phrase that it has.
  function called(what, parts) {
    if (SERIES.includes(what)) return wording(what, [joined(parts)]);
    if (PAIRS.includes(what)) return parts.reduce((one, other) => wording(what, [one, other]));
    return wording(what === "rounded" && Words.has(`rounded ${parts[1]}`) ? `rounded ${parts[1]}` : what, parts);
  }

  function say(tree, leaf) {
    if (typeof tree === "number") return [Figures.general(tree, true), WHOLE];
    const [what, ...rest] = tree;
    if (LEAVES.includes(what)) return [leaf(tree), WHOLE];
    if (what === "text") return [rest[0] ? wording("quoted", [of(rest[0])]) : wording("empty"), WHOLE];
    if (what === "dash") return [rest[0] === "–" ? wording("dash") : wording("quoted", [of(rest[0])]), WHOLE];
    if (what === "minus") return [`−${inside(rest[0], leaf, WHOLE)}`, WHOLE];
    if (!OPERATORS.includes(what)) return [called(what, rest.map((each) => inside(each, leaf, 1))), 0];
    const strength = STRENGTH[what] ?? 1;
    return [wording(what, [inside(rest[0], leaf, strength), inside(rest[1], leaf, strength + 1)]), strength];
  }

  function inside(tree, leaf, strength) {
    const [text, own] = say(tree, leaf);
    return own >= strength ? text : `(${text})`;
  }

  const computed = (books, place, table, tree, row) => books.book(place).compile(tree, table)(row);

  // A figure's formula with the values of its row.
  function inNumbers(books, place, table, tree, row) {
    const leaf = (part) => {
      const [what] = part;
      if (what === "own") { const text = books.shown(place, table, part[1], row); return typeof value(books, place, table, part[1], row) === "string" ? wording("quoted", [text]) : text; }
      if (what === "named") return Figures.general(books.book(place).named[part[1]], books.assumed(place, "assumptions", part[1]).unit !== "year");
      const found = cells(books, place, table, part, row), addends = found.map((each) => books.shown(place, each.table, each.name, each.row));
      if (what === "at") return addends[0] ?? wording("nothing");
      if (what === "total" && addends.length > 1 && addends.length <= MOST_ADDENDS) return `(${addends.join(" + ")})`;
      return Figures.general(Number(computed(books, place, table, part, row)), true);
    };
    return say(tree, leaf)[0];
  }

  const value = (books, place, table, name, row) => books.book(place).tables.get(table).columns[name][row];

  // The cells from which one part of a formula takes its value in a row.
  function cells(books, place, table, part, row) {
    const [what, ...rest] = part, alike = (each) => (typeof each === "string" ? each.toLowerCase() : each);
    if (what === "own") return [{ place, table, name: rest[0], row }];
    if (what === "named") {
      const at = books.book(place).tables.get("assumptions").columns.assumption.indexOf(rest[0]);
      return at < 0 ? [] : [{ place, table: "assumptions", name: "value", row: at }];
    }
    if (what === "at") {
      const [other, name, by, key] = rest, wanted = alike(computed(books, place, table, key, row));
      const at = books.book(place).tables.get(other).columns[by].findIndex((each) => alike(each) === wanted);
      return at < 0 ? [] : [{ place, table: other, name, row: at }];
    }
    if (what !== "total" && what !== "highest") return [];
    const [other, name, criteria] = rest, rows = books.book(place).tables.get(other);
    const asked = criteria.map(([column, operator, tree]) => [column, operator, computed(books, place, table, tree, row)]);
    const within = (at) => asked.every(([column, operator, wanted]) => {
      const found = rows.columns[column][at];
      return operator === "is" ? alike(found) === alike(wanted) : Engine.COMPARE[operator](found, wanted);
    });
    return Array.from({ length: rows.length }, (_, at) => at).filter((at) => rows.columns[name][at] && within(at)).map((at) => ({ place, table: other, name, row: at }));
  }

  function* walked(tree) {
    if (!Array.isArray(tree)) return;
    yield tree;
    const [what, ...rest] = tree;
    if (what === "text" || what === "dash" || what === "own" || what === "named") return;
    if (what === "at") { yield* walked(rest[3]); return; }
    if (what === "total" || what === "count" || what === "highest") { for (const [, , asked] of rest[2]) yield* walked(asked); return; }
    for (const each of rest) yield* walked(each);
  }

  // Whether a part is worth a line: not the keys of derived rows, nor what is nothing in one of them.
  function counts(books, { place, table, name, row }) {
    const shape = books.table(place, table);
    return shape.entered || !(shape.columns.some((column) => column.name === name) || value(books, place, table, name, row) === 0);
  }

  // What a figure is made of in a row: the cells that its formula refers to, each once.
  function parts(books, place, table, tree, row) {
    const seen = new Set(), found = [];
    for (const part of walked(tree)) {
      for (const each of LEAVES.includes(part[0]) ? cells(books, place, table, part, row) : []) {
        const key = `${each.table}.${each.name}.${each.row}`;
        if (!seen.has(key) && counts(books, each)) { seen.add(key); found.push(each); }
      }
    }
    return found;
  }

  // The figures whose formulas refer to a column, by their titles and sheets; to a value of the assumptions they refer by the name of its row.
  function feeds(books, place, table, name, row) {
    const assumed = table === "assumptions" && name === "value" ? value(books, place, table, "assumption", row) : null;
    const refers = (tree, own) => [...walked(tree)].some((part) => {
      const [what, ...rest] = part;
      if (what === "own") return own === table && rest[0] === name;
      if (what === "named") return rest[0] === assumed;
      if (what === "at") return rest[0] === table && (rest[1] === name || rest[2] === name);
      return ["total", "count", "highest"].includes(what) && rest[0] === table && (rest[1] === name || rest[2].some(([column]) => column === name));
    });
    return books.book(place).shape.tables.flatMap((each) => each.lines.filter((line) => line.tree !== undefined && refers(line.tree, each.name)).map((line) => wording("feed", { title: of(line.title), sheet: of(each.title) })));
  }

  return { inNumbers, parts, feeds, cells };
})();
