// Draft checks: what is wrong with a draft beyond its cells: its years, what it cites of the section, its answers, what is absorbed, and ranges that don't hold what is priced.
"use strict";

const DraftChecks = (() => {
  const { of, say } = Words;

  // What is wrong with the rows of a draft, each at its cell; `number` gives the row of the sheet.
  function sheets(books, book, at, number) {
    years(book, at);
    situations(book, at);
    provision(books, book, at, number);
    answers(book, at);
  }

  function years(book, at) {
    const { activities, years: covered } = book.shape.draft, [first, last] = [covered[0], covered.at(-1)];
    for (const { name } of activities) {
      const column = book.shapes.get(name).columns.find((each) => each.name === "first_year");
      book.tables.get(name).given.first_year?.forEach((year, row) => {
        if (year !== null && (year < first || year > last)) at(name, "first_year", row, say("statement_years", { title: of(column.title), found: Figures.general(year, false), first, last }));
      });
    }
  }

  // The choices of a draft leave no more situations than are priced: each has its alternatives, and none of them unless one must stay.
  function situations(book, at) {
    const { alternative = [], choice = [], of_choice: kept = [] } = book.tables.get("alternatives")?.given ?? {}, { most, shown, one } = book.shape.draft.situations, choices = new Map();
    alternative.forEach((name, row) => {
      const key = JSON.stringify(choice[row] ? [choice[row]] : [null, name]), { answers, stays } = choices.get(key) ?? { answers: 0, stays: false };
      choices.set(key, { answers: answers + 1, stays: stays || kept[row] === one });
    });
    const count = [...choices.values()].reduce((product, { answers, stays }) => product * (answers + (stays ? 0 : 1)), 1), grouped = (number) => Figures.grouped(String(number));
    if (count > most) at("alternatives", "alternative", alternative.length - 1, say("too_many", { alternatives: grouped(alternative.length), combinations: count > shown ? say("more_than", { number: grouped(shown) }) : grouped(count), most }));
  }

  // The rows that a draft cites stand on their sheet of the section, and are cited once.
  function provision(books, book, at, number) {
    if (!book.beside) Drafts.begin(books, book);
    const { activities } = book.shape.draft, titles = activities.map((each) => each.sheet), { given } = book.tables.get("provision"), shape = book.shapes.get("provision"), cited = new Map();
    const { within, activities: activity } = book.shape.draft.answers, { paragraph, answer } = book.tables.get("paragraphs").given, met = new Set(paragraph.filter((_, row) => answer[row] === within));
    (given.row ?? []).forEach((key, row) => {
      const sheet = given.sheet[row], known = activities.find((each) => each.sheet === sheet), place = JSON.stringify([sheet, key]);
      if (!sheet || !key) return;
      if (!titles.includes(sheet)) at("provision", "sheet", row, Nearest.asked(say("one_of", { title: of(shape.columns.find((each) => each.name === "sheet").title), found: `"${of(sheet)}"`, choices: Changes.some(titles) }), of(sheet), titles.map(of)));
      else if (!section(book, known.name).has(key) && !stands(books, book, known.name, key)) at("provision", "row", row, Nearest.asked(say("not_in_section", { found: of(key), sheet: of(sheet) }), of(key), [...section(book, known.name).keys()].map(of)));
      else if (met.has(given.paragraph[row]) && costsMore(book, section(book, known.name).get(key))) at("provision", "row", row, say("not_within", { found: of(key), paragraph: given.paragraph[row], within: of(within), activities: of(activity) }));
      else if (cited.has(place)) at("provision", "row", row, say("cited_twice", { found: of(key), row: number(book, shape, cited.get(place)) }));
      if (!cited.has(place)) cited.set(place, row);
    });
  }

  // The rows of its section that a draft may cite, by their keys.
  const section = (book, table) => new Map(Drafts.all(book, table).filter((each) => each.number > 0).map((each) => [each.cells[book.shapes.get(table).key], each]));

  // Whether a row costs something beyond the section with which a draft is compared; one that was added to the other on the page does, too.
  const costsMore = ({ shape }, row) => !row || (row.number > Drafts.BEYOND && row.cells.means !== shape.draft.words.pooled);

  // Whether a row was added on the page to the section whose rows a draft cites, beside that with which it is compared.
  const stands = (books, { shape }, table, key) => books.books.some((each) => each.shape.file === shape.further && each.column(table, each.shapes.get(table).key).includes(key));

  function answers(book, at) {
    const { below } = book.shape.draft.answers, { paragraph, answer } = book.tables.get("paragraphs").given;
    answer.forEach((text, row) => {
      if (text && text === below && !paragraph.some((each) => each?.startsWith(`${paragraph[row]} (`))) at("paragraphs", "answer", row, say("answered_below", { found: of(text), paragraph: paragraph[row] }));
    });
  }

  // What is wrong with the amounts of a draft, which rest on all of its rows.
  function amounts(book, at) {
    if (book.tables.has("absorbed")) absorbed(book, at);
    ranges(book, at);
  }

  // Rows by which more is absorbed than their line of the section needs in a year, each in its first such year; where there is no line, nothing is needed.
  function absorbed(book, at) {
    const { years: covered, axes } = book.shape.draft, texts = (table, names) => names.map((name) => book.column(table, name)), cent = 0.005;
    const wanted = texts("absorbed", ["paragraph", ...axes, "recurrence"]), lines = texts("statement_lines", ["paragraph", ...axes, "kind"]);
    const sums = covered.map((year) => ({ year, asked: summed(wanted, book.column("absorbed", `absorbed_${year}`)), needs: summed(lines, book.column("statement_lines", `net_${year}`)) }));
    wanted[0].forEach((paragraph, row) => {
      const place = wanted.map((column) => column[row]), key = JSON.stringify(place);
      const over = sums.find(({ year, asked, needs }) => book.column("absorbed", `absorbed_${year}`)[row] && asked.get(key) > (needs.get(key) ?? 0) + cent);
      if (over) at("absorbed", "amount", row, say("too_much", { amount: signed(over.asked.get(key)), year: over.year, paragraph, place: place.slice(1, -1).map(of).join(" / "), kind: of(place.at(-1)), need: signed(over.needs.get(key) ?? 0) }));
    });
  }

  // A column added up by the texts beside it.
  function summed(columns, values) {
    const sums = new Map();
    values.forEach((value, row) => {
      const key = JSON.stringify(columns.map((column) => column[row]));
      sums.set(key, (sums.get(key) ?? 0) + (Engine.isError(value) ? 0 : value));
    });
    return sums;
  }

  // The bounds within which an alternative that is priced, but only indicated, doesn't lie; they may be off by half of what is rounded to.
  function ranges(book, at) {
    const { draft } = book.shape, { given } = book.tables.get("paragraphs"), columns = book.shapes.get("paragraphs").columns, half = draft.unit / 2;
    const ranged = given.paragraph.map((_, row) => row).filter((row) => given.high[row] > 0 && given.counts[row] > 0), priced = ranged.length ? indicated(book) : [];
    for (const row of ranged) {
      const costs = priced.filter((each) => each.paragraph === given.paragraph[row]).flatMap((each) => { const needed = each.years.filter(({ amount }) => amount); return (needed.length ? needed : each.years.slice(0, 1)).map((year) => ({ ...year, alternative: each.alternative })); });
      if (!costs.length) continue;
      const [least, most] = [costs.reduce((one, other) => (other.amount < one.amount ? other : one)), costs.reduce((one, other) => (other.amount > one.amount ? other : one))];
      const outside = (name, stated, { alternative, amount, year }) => at("paragraphs", name, row, say("out_of_range", { title: of(columns.find((each) => each.name === name).title), found: signed(stated), alternative: of(alternative), amount: signed(amount), year }));
      if (least.amount < (given.low[row] ?? 0) - half) outside("low", given.low[row] ?? 0, least);
      if (most.amount > given.high[row] + half) outside("high", given.high[row], most);
    }
  }

  const signed = (amount) => `${amount < 0 ? "-" : ""}${Figures.fixed(amount, 0)}`;

  // What the alternatives add that are left out, and of which all rows belong to paragraphs of a report, or that can't be determined yet.
  function indicated(book) {
    const { answers: { report, indeterminate } } = book.shape.draft, { alternative, choice, counts } = book.tables.get("alternatives").given, { paragraph, answer } = book.tables.get("paragraphs").given;
    const open = (number) => [report, indeterminate].includes(answer[paragraph.indexOf(number)]), found = [], before = [...counts];
    const wanted = alternative.map((name, row) => ({ name, row, asking: asking(book, name) })).filter(({ row, asking: by }) => !counts[row] && by.length && by.every(open));
    if (!wanted.length) return [];
    const now = totals(book);
    for (const { name, row, asking: by } of wanted) {
      before.forEach((counted, at) => book.put("alternatives", "counts", at, at === row ? 1 : choice?.[row] && choice[at] === choice[row] ? 0 : counted));
      book.compute();
      found.push({ alternative: name, paragraph: by[0], years: totals(book).map(({ year, amount }, at) => ({ year, amount: amount - now[at].amount })) });
    }
    before.forEach((counted, at) => book.put("alternatives", "counts", at, counted));
    book.compute();
    return found;
  }

  // The paragraphs that rows of an alternative answer, in the order of the draft.
  function asking(book, name) {
    const { activities, words } = book.shape.draft, asked = new Set();
    for (const each of activities) {
      const { alternative, paragraph, origin } = book.tables.get(each.name).given;
      (alternative ?? []).forEach((other, row) => { if (other === name && origin?.[row] !== words.section) asked.add(paragraph[row]); });
    }
    return book.column("paragraphs", "paragraph").filter((number) => asked.has(number));
  }

  const totals = (book) => Object.entries(book.shape.draft.printed).map(([year, line]) => ({ year, amount: book.shape.draft.lines.filter((name) => book.tables.has(name))
    .reduce((whole, name) => whole + book.tables.get(name).columns[line].reduce((sum, amount) => sum + (Engine.isError(amount) ? 0 : amount), 0), 0) }));

  return { sheets, amounts };
})();
