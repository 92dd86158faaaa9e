// Figures of the page: every book behind it, what changes them, and each as a text, written as Python writes it.
"use strict";

const Figures = (() => {
  const DASH = "–", { say } = Words;
  const EPOCH = Date.UTC(1899, 11, 30), DAY = 864e5;

  const grouped = (digits) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, Words.group);

  // A number with so many decimals; what lies exactly half-way goes to the even digit, as in Python.
  function fixed(value, digits) {
    const exact = Math.abs(value).toFixed(Math.min(100, digits + 40)), kept = exact.length - 40;
    let text = Math.abs(value).toFixed(digits);
    if (/^50*$/.test(exact.slice(kept))) {
      const down = exact.slice(0, kept).replace(/\.$/, "");
      if (Number(down[down.length - 1]) % 2 === 0) text = down;
    }
    const [whole, rest] = text.split(".");
    return grouped(whole) + (rest ? Words.point + rest : "");
  }

  function scaled(value, divide, digits) {
    const amount = value / divide, text = fixed(amount, digits);
    if (amount === 0) return DASH;
    return amount > 0 ? text : `(${text})`;
  }

  // Ten digits, or others, as Python's format "g" has them.
  function general(value, separated, digits = 10) {
    if (value === 0) return "0";
    const power = Number(Math.abs(value).toExponential(digits - 1).split("e")[1]);
    if (power < -4 || power >= digits) {
      const mantissa = value.toExponential(digits - 1).split("e")[0].replace(/\.?0+$/, "");
      return `${mantissa.replace(".", Words.point)}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
    }
    let text = Math.abs(value).toFixed(digits - 1 - power);
    if (text.includes(".")) text = text.replace(/\.?0+$/, "");
    const [whole, rest] = text.split(".");
    return (value < 0 ? "-" : "") + (separated ? grouped(whole) : whole) + (rest ? Words.point + rest : "");
  }

  function day(number) {
    return number ? Words.day(new Date(EPOCH + number * DAY)) : say("empty");
  }

  function inWords(value, how) {
    if (typeof value === "string") return Words.of(value);
    const [kind, ...given] = how.split(":");
    if (Engine.isError(value)) return DASH;
    const number = Number(value);
    switch (kind) {
      case "scale": return scaled(number, Number(given[0]), Number(given[1]));
      case "asked": return number === 0 ? "0" : scaled(number, 1, Number(given[0]));
      case "fixed": case "percent": return scaled(number, 1, Number(given[0]));
      case "date": return day(number);
      case "month": return `${String(Math.floor(number / 100)).padStart(4, "0")}-${String(number % 100).padStart(2, "0")}`;
      case "year": return fixed(number, 0).replaceAll(Words.group, "");
    }
    return general(number, true);
  }

  // Where a value comes from: figures added up (+), less others (-), as a percentage of others (/).
  function parsed(where) {
    if (!read.has(where)) read.set(where, terms(where));
    return read.get(where);
  }

  const read = new Map();

  function terms(where) {
    return where.split(" ").filter(Boolean).map((text) => {
      const [place, table, name, rows] = text.slice(1).split(".");
      const where = rows?.includes("=") ? rows.split("=").map(decodeURIComponent) : null, listed = !where && rows !== "*" && rows;
      return { sign: text[0], place: Number(place), table, name, every: rows === "*", where, rows: listed ? listed.split(",").map(Number) : [] };
    });
  }

  const keys = (shape, { columns }, row) => JSON.stringify(shape.columns.filter((column) => !shape.key || column.name === shape.key).map((column) => columns[column.name][row]));

  class Books {
    constructor(shapes) {
      this.books = shapes.map((shape) => new Engine.Book(shape));
      this.late = new Set(this.books);
      this.first = this.all.map((book) => new Map(book.shape.tables.map(({ name }) => [name, { length: book.tables.get(name).length, columns: { ...book.tables.get(name).columns } }])));
      this.places = new Map();
    }

    // Where a row stands now that was given in one place: rows are known by what identifies them, for others may have come and gone.
    at(place, table, id) {
      const book = this.book(place), shape = this.table(place, table), found = book.tables.get(table);
      if (shape.entered) return found.ids ? found.ids.indexOf(id) : id < found.length ? id : -1;
      if (typeof id === "number" && id >= this.first[place].get(table).length) return -1;
      const { rows, same } = this.standing(place, shape, found, book.version), first = this.first[place].get(table);
      if (typeof id === "number") return same ? id : rows().get(keys(shape, first, id)) ?? -1;
      return rows().get(id) ?? -1;
    }

    // Where the rows of a derived table stand, by what identifies them, and whether they stand where they did at first.
    standing(place, shape, found, version) {
      const name = `${place}.${shape.name}`, first = this.first[place].get(shape.name);
      if (this.places.get(name)?.version === version) return this.places.get(name);
      const named = shape.columns.map((column) => column.name), same = found.length === first.length && named.every((column) => found.columns[column].every((value, row) => value === first.columns[column][row]));
      let made = null;
      const rows = () => (made ??= new Map(Array.from({ length: found.length }, (_, row) => [keys(shape, found, row), row])));
      this.places.set(name, { version, rows, same });
      return this.places.get(name);
    }

    // What identifies a row that stands somewhere now.
    id(place, table, row) {
      const shape = this.table(place, table), found = this.book(place).tables.get(table);
      if (shape.entered) return found.ids ? found.ids[row] : row;
      return keys(shape, found, row);
    }

    // The books, each computed when it is first asked for after a change.
    get all() { return this.books.map((_, place) => this.book(place)); }

    book(place) {
      const book = this.books[place];
      if (this.late.delete(book)) book.compute();
      return book;
    }

    // How many figures are the same as those that were given, and which are not.
    agreement() {
      let count = 0;
      const different = [];
      this.all.forEach((book, place) => {
        for (const table of book.shape.tables) {
          const found = book.tables.get(table.name);
          for (const line of table.lines) {
            line.given.forEach((given, row) => {
              count += 1;
              const other = found.columns[line.name]?.[row];
              if (found.length !== table.length || !Engine.agree(given, other)) different.push({ place, table: table.name, name: line.name, row, given, found: other });
            });
          }
        }
      });
      return { count, different };
    }

    value(where, first = false) {
      const found = typeof where === "string" ? parsed(where) : where;
      const sums = { "+": 0, "-": 0, "/": 0 };
      for (const term of found) {
        const { sign, place, table, name } = term, column = (first ? this.first[place] : this.book(place).tables).get(table).columns[name];
        const rows = this.rows(term, first);
        if (found.length === 1 && term.rows.length === 1) return column[rows[0]] === undefined ? NaN : column[rows[0]];
        for (const row of rows) if (!Engine.isError(column[row])) sums[sign] += Number(column[row]);
      }
      if (!found.some((each) => each.sign === "/")) return sums["+"] - sums["-"];
      return sums["/"] ? (sums["+"] - sums["-"]) / sums["/"] * 100 : NaN;
    }

    // The rows of a term as they stand now, or stood at first.
    rows({ place, table, every, where, rows }, first = false) {
      if (every || where) {
        const { length, columns } = (first ? this.first[place] : this.book(place).tables).get(table), all = Array.from({ length }, (_, row) => row);
        return where ? all.filter((row) => columns[where[0]][row] === where[1]) : all;
      }
      return first ? rows : rows.map((row) => this.at(place, table, row)).filter((row) => row >= 0);
    }

    table(place, name) { return this.books[place].shapes.get(name); }

    // The keys of a sheet, with those of the rows of its section that a statement may come to need.
    keys(place, name) {
      const book = this.book(place), { key } = this.table(place, name);
      if (!book.shape.draft?.beside[name]) return [...book.column(name, key)];
      if (!book.beside) Drafts.begin(this, book);
      return [...new Set(Drafts.all(book, name).map((row) => row.cells[key]))];
    }

    // What is known of a row of the assumptions by its name: its title and its unit, which are not those of its sheet.
    assumed(place, table, key) { return (table === "assumptions" && this.books[place].shape.assumptions[key]) || {}; }

    // A key as a reader is shown it: the name of an assumption by its title.
    called(place, table, key) { return Words.of(this.assumed(place, table, key).title ?? key); }

    // The unit of a cell, in a row by its key.
    unit(place, table, name, key) { return this.described(place, table, name).unit || this.assumed(place, table, key).unit; }

    // What a row is called.
    key(place, name, row) {
      return this.keyed(place, name, row, (key) => this.shown(place, name, key, row)) || say("row_number", { number: row + 1 });
    }

    // What a row is called in the inputs, in whatever language the page is.
    known(place, name, row) {
      const { columns } = this.book(place).tables.get(name);
      return this.keyed(place, name, row, (key) => (typeof columns[key]?.[row] === "string" ? columns[key][row] : Words.plain(this.shown(place, name, key, row))));
    }

    keyed(place, name, row, shown) {
      const table = this.table(place, name), keys = table.key ? [table.key] : table.columns.map((column) => column.name);
      return keys.map(shown).join(", ");
    }

    described(place, table, name) {
      const shape = this.table(place, table);
      return shape.columns.find((column) => column.name === name) ?? shape.lines.find((line) => line.name === name);
    }

    // A figure or a cell as a text, with its unit where `unit` is asked for.
    shown(place, table, name, row, unit = false) {
      const { columns } = this.book(place).tables.get(table), value = columns[name]?.[row], known = this.described(place, table, name), key = columns[this.table(place, table).key]?.[row];
      if (value === undefined) return say("nothing");
      if (typeof value === "string") return (name === this.table(place, table).key ? this.called(place, table, value) : Words.of(value)) || say("empty");
      if (known.kind === "date" || known.unit === "date") return day(value);
      const currency = this.book(place).shape.currency, money = known.unit === currency;
      const text = Engine.isError(value) ? "–" : typeof value === "boolean" ? say(value ? "yes" : "no")
        : money && "tree" in known ? fixed(value, 2).replace(/^/, value < 0 ? "-" : "") : this.unit(place, table, name, key) === "year" ? fixed(value, 0).replaceAll(Words.group, "") : general(value, true);
      return unit && known.unit && !["text", "date", "month", "year"].includes(known.unit) ? `${text} ${Words.of(known.unit)}` : text;
    }
  }

  return { Books, inWords, parsed, day, fixed, general, grouped, EPOCH, DAY };
})();
