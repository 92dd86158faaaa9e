// Drafts: the rows of a statement made again: those that its draft asks for, those of the section that it needs, its cases, and the lines that they reach.
"use strict";

const Drafts = (() => {
  const BEYOND = 2 ** 21, LAST = BEYOND - 1, LATER = ["first_year", "last_year"];
  const same = (one, other) => one.every((each, at) => each === other[at]);

  // The cells of a book as they were given, and beside them the rows of its section that it doesn't have, and those that it may come to cite.
  function begin(books, book) {
    const { beside, activities } = book.shape.draft, far = books.books.find(({ shape }) => shape.file === book.shape.further);
    book.anew = false;
    book.beside = new Map(Object.entries(beside).map(([name, { numbers, cells }]) => [name, numbers.map((number, row) => ({ id: `#${number}`, number, cells: Object.fromEntries(Object.entries(cells).map(([column, values]) => [column, values[row]])) }))]));
    if (far) for (const { name } of activities) book.beside.get(name).push(...citable(book, far, name));
  }

  // The rows of another section that a draft may cite, and doesn't yet.
  function citable(book, far, name) {
    const { key, numbers } = far.shapes.get(name), { given } = far.tables.get(name), known = new Set(all(book, name).map((row) => row.cells[key])), rows = far.ids(name).map((id, row) => ({ row, number: BEYOND + numbers[id] }));
    return rows.filter(({ row, number: of }) => of > BEYOND && !known.has(given[key][row])).map(({ row, number: of }) => ({ id: `#${of}`, number: of, cells: Object.fromEntries(Object.entries(given).map(([column, values]) => [column, values[row]])) }));
  }

  // A change of a section, or of the workbook whose rows its draft cites, in the statement that is compared with it.
  function follow(book, { table, name, value, added, removed }, key, cited) {
    const shape = book.shapes.get(table), rows = book.beside.get(table), at = key === null ? -1 : book.tables.get(table).columns[shape.key].indexOf(key);
    const other = key === null || !rows ? -1 : rows.findIndex((row) => row.cells[shape.key] === key), here = at >= 0 && (!cited || number(book, table, book.ids(table)[at]) > BEYOND);
    if (added && (cited || !rows)) book.behind ||= !cited;
    else if (added) rows.push({ id: `of ${table} ${added[shape.key]}`, number: LAST, cells: { ...added } });
    else if (here && removed) book.remove(table, at);
    else if (here) book.put(table, name, at, value);
    else if (other >= 0 && removed) rows.splice(other, 1);
    else if (other >= 0) rows[other] = { ...rows[other], cells: { ...rows[other].cells, [name]: value } };
    else return;
    if (added || removed || ties(shape, name)) book.anew = true;
  }

  // The quantities that a section works out from its other sheets, which its statement takes as they are there.
  function settle(books, book) {
    for (const [table, { column, each, line }] of Object.entries(book.shape.draft.settled)) {
      const { key } = book.shapes.get(table), known = new Map(books.books.map((other, place) => [other.shape.file, place]));
      for (const [source, far] of [[book.shape.source, false], [book.shape.further, true]]) {
        if (!known.has(source)) continue;
        const { columns } = books.book(known.get(source)).tables.get(table), now = new Map(columns[key].map((name, row) => [name, columns[line][row]]));
        const mine = (row) => row > 0 && row > BEYOND === far;
        book.column(table, key).forEach((name, at) => {
          if (mine(number(book, table, book.ids(table)[at])) && now.has(name)) book.put(table, column, at, now.get(name));
        });
        for (const row of book.beside.get(table)) if (mine(row.number) && now.has(row.cells[key])) Object.assign(row.cells, { [column]: now.get(row.cells[key]), [each]: null });
      }
    }
  }

  // Whether rows are told apart, or belong together, by a column.
  function ties(shape, name) {
    const column = shape.columns.find((each) => each.name === name);
    return column?.kind === "text" || LATER.includes(name);
  }

  // The number of a row, negative in a draft; a row that came from the section is named by a text, with its number if it has one.
  const number = (book, table, id) => (typeof id === "string" ? Number(id.slice(1)) || LAST : book.shapes.get(table).numbers?.[id] ?? -1);

  // Whether a row is the book's own: in a statement those of its draft alone, for its section has checked the others.
  const own = (book, table, row) => !book.shape.draft || number(book, table, book.ids(table)[row]) < 0;

  const place = ({ number: of }) => (of < 0 ? 2 * BEYOND ** 2 : of);

  // What is found while the draft's own rows alone have a paragraph: those that it cites stand on sheets of the section, which know of none.
  function apart(book, find) {
    const columns = (book.shape.draft?.activities ?? []).map(({ name }) => [name, book.tables.get(name).columns]), kept = columns.map(([, each]) => each.paragraph);
    for (const [name, each] of columns) each.paragraph = each.paragraph.map((paragraph, row) => (own(book, name, row) ? paragraph : ""));
    const found = find();
    columns.forEach(([, each], at) => { each.paragraph = kept[at]; });
    return found;
  }

  // Every row of a sheet, of its section in their order and then of the draft.
  function all(book, name) {
    const { given } = book.tables.get(name), columns = Object.keys(given);
    const own = book.ids(name).map((id, row) => ({ id, number: number(book, name, id), cells: Object.fromEntries(columns.map((column) => [column, given[column][row]])) }));
    return [...own, ...book.beside.get(name)].sort((one, other) => place(one) - place(other));
  }

  function make(book) {
    const { draft } = book.shape, activities = new Map(draft.activities.map((each) => [each.name, asked(book, each)]));
    const compared = draft.activities.filter((each) => each.by_case), wanted = compared.flatMap((each) => activities.get(each.name).mine);
    const near = nearby(draft, wanted), rows = new Map();
    for (const { name, by_case } of draft.activities) {
      const { mine, others } = activities.get(name);
      rows.set(name, by_case && wanted.length ? [...others.filter(near), ...mine] : mine);
    }
    for (const [name, found] of [...rows, ...vocabulary(book, rows)]) book.fill(name, found);
    if (book.tables.has("cases")) cases(book, compared.map((each) => ({ ...each, key: book.shapes.get(each.name).key, rows: rows.get(each.name), mine: activities.get(each.name).mine })));
  }

  // The rows of an activity that answer the draft, its own and those of the section that it cites, and the others.
  function asked(book, { name, sheet }) {
    const { words, years } = book.shape.draft, { key } = book.shapes.get(name), provision = book.tables.get("provision").given;
    const cited = new Map(provision.row.map((row, at) => [row, at]).filter(([, at]) => provision.sheet[at] === sheet));
    const begun = (row, more) => ({ ...row, cells: { ...row.cells, recurrence: row.cells.recurrence || words.recurrent, first_year: years[0], last_year: null, alternative: null, ...more } });
    const mine = [], others = [];
    for (const row of all(book, name)) {
      const at = cited.get(row.cells[key]);
      if (row.number < 0) mine.push({ ...row, cells: { ...row.cells, origin: words.draft } });
      else if (at !== undefined) mine.push(begun(row, { origin: row.number > BEYOND ? words.draft : words.provision, paragraph: provision.paragraph[at], alternative: provision.alternative[at] }));
      else if (row.number < BEYOND) others.push(begun(row, { origin: words.section, paragraph: words.none }));
    }
    const known = new Set(mine.map((row) => row.cells[key]));
    if ([...cited.keys()].some((row) => !known.has(row))) book.behind = true;
    return { mine, others };
  }

  // Whether a row agrees with any of those that are asked for in the columns in which rows affect each other, such as the session.
  function nearby(draft, wanted) {
    const values = draft.shared.map((column) => [column, new Set(wanted.filter((row) => column in row.cells).map((row) => row.cells[column]))]);
    return (row) => values.every(([column, known]) => !(column in row.cells) || known.has(row.cells[column]));
  }

  // The rows of the sheets to which others refer, directly or not, and those that complete these.
  function vocabulary(book, rows) {
    const { draft } = book.shape, every = new Map(draft.vocabulary.map(({ name }) => [name, all(book, name)])), found = new Map(draft.vocabulary.map(({ name }) => [name, new Set()]));
    let open = [...rows];
    while (open.length) {
      const needed = references(book, open), before = new Map([...found].map(([name, chosen]) => [name, chosen.size]));
      for (const { name, follows } of draft.vocabulary) {
        const { key, columns } = book.shapes.get(name), other = follows && columns.find((column) => column.name === follows).refers, whole = found.has(other) && new Set([...found.get(other)].map((row) => row.cells[book.shapes.get(other).key]));
        for (const row of every.get(name)) if (needed.get(name)?.delete(row.cells[key]) || (whole && whole.has(row.cells[follows]))) found.get(name).add(row);
        if (needed.get(name)?.size) book.behind = true;
      }
      open = [...found].filter(([name, chosen]) => chosen.size > before.get(name)).map(([name, chosen]) => [name, [...chosen]]);
    }
    return [...found].map(([name, chosen]) => [name, every.get(name).filter((row) => chosen.has(row))]);
  }

  function references(book, open) {
    const needed = new Map();
    for (const [name, rows] of open) {
      for (const { name: column, refers } of book.shapes.get(name).columns.filter((each) => each.refers)) {
        if (!needed.has(refers)) needed.set(refers, new Set());
        for (const row of rows) if (row.cells[column]) needed.get(refers).add(row.cells[column]);
      }
    }
    return needed;
  }

  // The cases that are compared, and the rows that may count in each; the groups of rows are a paragraph with a kind.
  function cases(book, compared) {
    const { draft } = book.shape, { words, years } = draft, order = book.tables.get("paragraphs").columns.paragraph, every = [words.all, words.all];
    const pairs = new Map(compared.flatMap((each) => each.mine).map(({ cells }) => [JSON.stringify([cells.paragraph, cells.recurrence]), [cells.paragraph, cells.recurrence]]));
    const groups = [...pairs.values()].sort((one, other) => order.indexOf(one[0]) - order.indexOf(other[0]) || (one[1] < other[1] ? -1 : 1));
    const of = (group) => compared.map((each) => ({ ...each, mine: each.mine.filter(({ cells }) => same(group, every) || same(group, [cells.paragraph, cells.recurrence])) }));
    const cites = (group) => of(group).some((each) => !each.feeds && each.mine.some((row) => row.cells.origin === words.provision));
    const adding = groups.filter((group) => of(group).some((each) => each.mine.some((row) => row.cells.origin === words.draft)));
    const holding = groups.filter((group) => of(group).some((each) => each.feeds && each.mine.length)), citing = groups.filter(cites);
    const several = adding.length > 1 || new Set([...holding, ...citing]).size > 1;
    const within = (group, all) => (same(group, every) ? several && all.length > 0 : all.includes(group));
    const span = [years[0], years.at(-1)], rows = [];
    const row = (view, group, [first, last]) => rows.push({ view, asked_by: group[0], asked_as: group[1], year: first, until: last, case: group[0] === words.none ? view : `${view}, ${called(words, group)}, ${first}` });
    if (adding.length) row(words.before, [words.none, words.none], span);
    if (citing.length) row(words.provided, [words.none, words.none], span);
    for (const group of [...groups, ...(groups.length > 1 ? [every] : [])]) {
      const views = [...(within(group, adding) ? [words.with] : []), ...(within(group, holding) ? [words.alone] : [])], found = runs(draft, of(group).flatMap((each) => each.mine));
      if (views.includes(words.alone)) for (const run of cites(group) ? found : [span]) row(words.nothing, group, run);
      for (const run of views.length ? found : []) for (const view of views) row(view, group, run);
    }
    book.fill("cases", rows.map((cells) => ({ id: cells.case, cells })));
    book.oneTime = groups.length > 0 && groups.every(([, kind]) => kind === words.one_time);
    for (const each of compared) {
      const listed = rows.flatMap((cells) => counting(draft, each, cells, { of, adding, citing }).map((found) => ({ ...cells, [each.key]: found.cells[each.key] })));
      book.fill(`${each.name}_by_case`, listed.map((cells) => ({ id: `${cells.case} / ${cells[each.key]}`, cells })));
    }
  }

  const called = (words, [paragraph, kind]) => (paragraph === words.all ? words.every : words.one.replace("{paragraph}", paragraph).replace("{kind}", kind));

  // The runs of years in which the same rows are needed.
  function runs({ years, words }, rows) {
    const needed = (year) => rows.map(({ cells }) => cells.first_year <= year && year <= (cells.recurrence === words.recurrent ? cells.last_year ?? year : cells.first_year)), found = [];
    for (const year of years) {
      if (found.length && same(needed(year), needed(found.at(-1)[0]))) found.at(-1)[1] = year;
      else found.push([year, year]);
    }
    return found;
  }

  // The rows of an activity that may count in a case; of the section only those that may be added up with what is asked for.
  function counting(draft, { name, rows, feeds }, { view, asked_by: by, asked_as: as }, { of, adding, citing }) {
    const { words } = draft, origin = (word) => (row) => row.cells.origin === word, rest = (row) => row.cells.origin !== words.draft;
    const mine = by === words.none ? [] : of([by, as]).find((each) => each.name === name).mine;
    const near = (groups) => nearby(draft, groups.flatMap((group) => of(group).flatMap((each) => each.mine)));
    if ([words.before, words.with, words.provided].includes(view)) {
      const own = rows.filter(rest).filter(near(view === words.provided ? citing : adding));
      return [...own.filter((row) => view !== words.provided || feeds || origin(words.provision)(row)), ...mine.filter(origin(words.draft))];
    }
    if (feeds) return view === words.nothing ? [] : mine;
    return [...rows.filter((row) => rest(row) && !mine.includes(row)).filter(near([[by, as]])), ...(view === words.nothing ? mine.filter(origin(words.provision)) : mine)];
  }

  // The rows of a sheet of lines: the places where rows are charged, in the order of the draft and of the section.
  function lines(book, name) {
    const { charged, headings, axes, words } = book.shape.draft, shape = book.shapes.get(name), jointly = !shape.columns.some((column) => column.name === "paragraph"), found = new Map();
    for (const { of, by, when } of charged[name]) {
      const { columns, length } = book.rows(of);
      for (let row = 0; row < length; row += 1) {
        const place = by.map((column) => columns[column][row]);
        if ((when && !when[1].includes(columns[when[0]][row])) || jointly !== (place[0] === words.all)) continue;
        if (jointly) place[3] = book.oneTime ? words.one_time : words.recurrent;
        found.set(place.join(" / "), place);
      }
    }
    const orders = [book.column("paragraphs", "paragraph"), ...headings.map(([table, key]) => book.column(table, key))], before = shape.cells.line;
    const compare = (one, other) => orders.reduce((sign, known, at) => sign || known.indexOf(one[at]) - known.indexOf(other[at]), 0) || (one[3] < other[3] ? -1 : 1);
    return [...found].sort(([, one], [, other]) => compare(one, other)).map(([line, [paragraph, across, down, kind]]) => {
      const first = before.indexOf(line);
      return { id: first < 0 ? line : first, cells: { line, paragraph, [axes[0]]: across, [axes[1]]: down, kind } };
    });
  }

  return { BEYOND, begin, follow, make, settle, own, apart, all, ties, lines };
})();
