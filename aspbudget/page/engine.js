// The browser's own engine: every figure of a book computed again from the cells and the trees it is given, with the arithmetic of a spreadsheet.
"use strict";

const Engine = (() => {
  const NEAR = 2 ** -48, DOUBTFUL = 1e-14, FIVE = 0.2, SMALLEST = 0.1, LARGEST = 1e14;
  const DAY = 864e5, EPOCH = Date.UTC(1899, 11, 30);
  const isError = (value) => value === null || (typeof value === "number" && !Number.isFinite(value));
  const alike = (value) => (typeof value === "string" ? value.toLowerCase() : value);
  const ten = (power) => Number(`1e${power}`);

  // Equality to a spreadsheet: texts without case, numbers on 15 digits.
  function near(left, right) {
    if (typeof left !== "number" || typeof right !== "number") return alike(left) === alike(right);
    return Math.abs(left - right) <= NEAR * Math.min(Math.abs(left), Math.abs(right));
  }

  const COMPARE = {
    "=": near,
    "<>": (left, right) => !near(left, right),
    "<": (left, right) => left < right && !near(left, right),
    ">": (left, right) => left > right && !near(left, right),
    "<=": (left, right) => left < right || near(left, right),
    ">=": (left, right) => left > right || near(left, right),
  };

  function toEven(value) {
    const floor = Math.floor(value), rest = value - floor;
    if (rest !== 0.5) return Math.round(value);
    return floor % 2 === 0 ? floor : floor + 1;
  }

  // A number written out on 15 digits, a half of the last one to the even digit, and moved by so many decimals.
  function writtenOut(size, digits) {
    const [exact, power] = size.toExponential(60).split("e");
    let mantissa = size.toExponential(14).split("e")[0], moved = Number(size.toExponential(14).split("e")[1]);
    if (/^50*$/.test(exact.slice(16)) && Number(exact[15]) % 2 === 0) { mantissa = exact.slice(0, 16); moved = Number(power); }
    return Number(`${mantissa}e${moved + digits}`);
  }

  function significant(scaled, size, digits) {
    const exponent = Number(scaled.toExponential(16).split("e")[1]);
    const tens = ten(14 - exponent), shifted = scaled * tens;
    if (Math.abs(shifted - Math.floor(shifted) - 0.5) < FIVE) return writtenOut(size, digits);
    return toEven(shifted) / tens;
  }

  // Rounding half away from zero, or to one side, on 15 digits: 2.675 gives 2.68.
  function round(amount, digits, way, edge) {
    if (isError(amount)) return NaN;
    const scale = ten(Math.abs(digits)), size = Math.abs(amount);
    const scaled = digits >= 0 ? size * scale : size / scale;
    let whole = way(scaled);
    if (Math.abs(scaled - edge(scaled)) <= DOUBTFUL * scaled && scaled >= SMALLEST && scaled < LARGEST) whole = way(significant(scaled, size, digits));
    const result = digits >= 0 ? whole / scale : whole * scale;
    return (amount < 0 ? -result : result) + 0;
  }

  const half = (size) => Math.floor(size + 0.5);
  const date = (day) => new Date(EPOCH + Math.trunc(day) * DAY);
  const whole = (value, found) => (isError(value) ? NaN : found(value));
  const CALL = {
    rounded: (amount, digits) => round(amount, digits, half, (size) => Math.floor(size) + 0.5),
    round_down: (amount, digits) => round(amount, digits, Math.floor, toEven),
    round_up: (amount) => round(amount, 0, Math.ceil, toEven),
    year_of: (day) => whole(day, () => date(day).getUTCFullYear()),
    month_of: (day) => whole(day, () => date(day).getUTCMonth() + 1),
    new_year: (year) => whole(year, () => (Date.UTC(Math.trunc(year), 0, 1) - EPOCH) / DAY),
    least: (...amounts) => Math.min(...amounts),
    greatest: (...amounts) => Math.max(...amounts),
    and: (left, right) => (isError(left) || isError(right) ? NaN : Boolean(left) && Boolean(right)),
    or: (left, right) => (isError(left) || isError(right) ? NaN : Boolean(left) || Boolean(right)),
    not: (value) => (isError(value) ? NaN : !value),
  };
  const OPERATE = {
    "+": (left, right) => left + right,
    "-": (left, right) => left - right,
    "*": (left, right) => left * right,
    "/": (left, right) => (right === 0 || !Number.isFinite(right) ? NaN : left / right),
    "^": (left, right) => {
      const result = left ** right;
      return !Number.isFinite(result) || (left === 0 && right === 0) ? NaN : result;
    },
  };
  const error = (value) => (value === null ? NaN : value);

  class Gap extends Error {}

  // One book: tables of cells, the lines of each, and the order in which they need each other. `shape` is what Python wrote.
  class Book {
    constructor(shape) {
      this.shape = shape;
      this.named = { ...shape.named };
      this.tables = new Map(shape.tables.map((table) => [table.name, { length: 0, columns: {}, version: -1 }]));
      this.shapes = new Map(shape.tables.map((table) => [table.name, table]));
      this.version = 0;
      this.anew = false;
      for (const table of shape.tables) if (table.entered) this.enter(table);
      this.dashes = NaN;
      this.program = shape.order.map(([table, line]) => {
        const known = this.shapes.get(table).lines.find((each) => each.name === line);
        return { table, line, of: this.compile(known.tree, table), looks: known.looks };
      });
    }

    // A table that people enter, as it was given: its cells, of which empty ones count as 0 or as an empty text, and what identifies each row.
    enter(table) {
      const columns = {}, given = {};
      for (const column of table.columns) {
        given[column.name] = table.cells[column.name].slice();
        columns[column.name] = given[column.name].map((cell) => counted(cell, column));
      }
      Object.assign(this.tables.get(table.name), { length: table.length, columns, given, ids: null });
    }

    put(table, name, row, value) {
      const found = this.tables.get(table), column = this.shapes.get(table).columns.find((each) => each.name === name);
      found.given[name][row] = value;
      found.columns[name][row] = counted(value, column);
      if (table === "assumptions" && name === "value") this.named[found.columns.assumption[row]] = found.columns.value[row];
    }

    // A table with other rows, each with what identifies it and its cells.
    fill(name, rows) {
      const columns = {}, given = {};
      for (const column of this.shapes.get(name).columns) {
        given[column.name] = rows.map((row) => row.cells[column.name] ?? null);
        columns[column.name] = given[column.name].map((cell) => counted(cell, column));
      }
      Object.assign(this.tables.get(name), { length: rows.length, columns, given, ids: rows.map((row) => row.id) });
    }

    add(table, id, cells) {
      const found = this.tables.get(table);
      found.ids = [...this.ids(table), id];
      for (const column of this.shapes.get(table).columns) {
        const cell = cells[column.name] ?? null;
        found.given[column.name].push(cell);
        found.columns[column.name].push(counted(cell, column));
      }
      found.length += 1;
    }

    remove(table, row) {
      const found = this.tables.get(table);
      found.ids = this.ids(table).filter((_, at) => at !== row);
      for (const cells of [...Object.values(found.given), ...Object.values(found.columns)]) cells.splice(row, 1);
      found.length -= 1;
    }

    ids(table) {
      const { ids, length } = this.tables.get(table);
      return ids ?? Array.from({ length }, (_, row) => row);
    }

    column(table, name) { return this.tables.get(table).columns[name]; }

    // Every figure again, rows of derived tables included; tables that were entered keep their cells.
    compute() {
      this.version += 1;
      for (const { table, line, of, looks } of this.program) {
        const rows = this.rows(table);
        for (const other of looks) this.rows(other);
        const values = new Array(rows.length);
        for (let row = 0; row < rows.length; row += 1) values[row] = of(row);
        rows.columns[line] = values;
      }
      for (const table of this.shape.tables) this.rows(table.name);
    }

    // A table with its rows; those of a derived one are made again when they are first needed.
    rows(name) {
      const found = this.tables.get(name);
      if (found.version !== this.version) {
        found.version = this.version;
        const shape = this.shapes.get(name);
        if (!shape.entered) Object.assign(found, this.derived(shape));
        else if (this.anew && name in this.shape.draft.charged) this.fill(name, Drafts.lines(this, name));
      }
      return found;
    }

    derived(table) {
      const { distinct, crossing, numbered } = table.rows;
      if (distinct) return this.distinct(distinct);
      if (crossing) return this.crossed(crossing);
      return { length: numbered.count, columns: { [numbered.key]: Array.from({ length: numbered.count }, (_, row) => row + 1) } };
    }

    distinct({ of, by, in_order: inOrder, when }) {
      const source = this.rows(of), seen = new Set(), found = [];
      const wanted = !when || source.columns[when].some((value) => value > 0);
      for (let row = 0; wanted && row < source.length; row += 1) {
        const key = JSON.stringify(by.map((name) => String(alike(source.columns[name][row]))));
        if (!seen.has(key)) { seen.add(key); found.push(row); }
      }
      const order = (one, other) => by.reduce((sign, name) => sign || compare(source.columns[name][one], source.columns[name][other]), 0);
      if (inOrder) found.sort(order);
      return { length: found.length, columns: Object.fromEntries(by.map((name) => [name, found.map((row) => source.columns[name][row])])) };
    }

    crossed(crossing) {
      const keys = crossing.map(([, table, key]) => this.rows(table).columns[key]);
      const length = keys.reduce((size, each) => size * each.length, 1);
      const columns = {};
      let step = length;
      crossing.forEach(([name], place) => {
        step /= keys[place].length || 1;
        const each = step;
        columns[name] = Array.from({ length }, (_, row) => keys[place][Math.floor(row / each) % keys[place].length]);
      });
      return { length, columns };
    }

    compile(tree, table) {
      if (typeof tree === "number") return () => tree;
      const [what, ...rest] = tree;
      switch (what) {
        case "text": return () => rest[0];
        case "dash": return () => this.dashes;
        case "own": { const own = this.tables.get(table), name = rest[0]; return (row) => own.columns[name][row]; }
        case "named": return () => this.named[rest[0]];
        case "minus": { const value = this.compile(rest[0], table); return (row) => -value(row); }
        case "where": return this.choice(...rest.map((each) => this.compile(each, table)));
        case "at": return this.lookUp(rest, table);
        case "total": case "count": case "highest": return this.gather(what, rest, table);
      }
      if (what in COMPARE) return this.comparison(COMPARE[what], ...rest.map((each) => this.compile(each, table)));
      const known = OPERATE[what] ?? CALL[what];
      if (!known) throw new Gap(what);
      const parts = rest.map((each) => this.compile(each, table));
      if (parts.length === 1) return (row) => known(parts[0](row));
      if (parts.length === 2) return (row) => known(parts[0](row), parts[1](row));
      return (row) => known(...parts.map((each) => each(row)));
    }

    choice(condition, then, otherwise) {
      return (row) => {
        const holds = condition(row);
        if (!isError(holds)) return holds ? then(row) : otherwise(row);
        return typeof then(row) === "string" ? null : NaN;
      };
    }

    comparison(holds, first, second) {
      return (row) => {
        const left = first(row), right = second(row);
        return isError(left) || isError(right) ? NaN : holds(left, right);
      };
    }

    // The value of a column in the first row with the wanted key; an error where there is none.
    lookUp([table, column, by, key], own) {
      const wanted = this.compile(key, own);
      const rows = this.tables.get(table);
      let places = null, version = -1, source = null;
      return (row) => {
        if (version !== this.version || source !== rows.columns[by]) {
          places = new Map();
          rows.columns[by].forEach((value, place) => { const found = alike(value); if (!places.has(found)) places.set(found, place); });
          [version, source] = [this.version, rows.columns[by]];
        }
        const asked = alike(wanted(row)), place = isError(asked) ? undefined : places.get(asked);
        if (place !== undefined) return rows.columns[column][place];
        return this.isText(table, column) ? null : NaN;
      };
    }

    isText(table, name) {
      const shape = this.shapes.get(table);
      const found = shape.columns.find((each) => each.name === name) ?? shape.lines.find((each) => each.name === name);
      return found.kind === "text";
    }

    // The total, count or highest value of the rows with the wanted keys, or within the bounds.
    gather(how, [table, column, criteria], own) {
      const asked = criteria.map(([name, operator, value]) => ({ name, operator, value: this.compile(value, own) }));
      if (!asked.length) return this.once(() => this.folded(how, table, column, () => true));
      if (asked.some((each) => each.operator !== "is")) return this.bounded(how, table, column, asked);
      const groups = this.once(() => this.grouped(how, table, column, asked)), values = asked.map((each) => each.value);
      return (row) => groups().get(joined(values.map((each) => each(row)))) ?? 0;
    }

    once(make) {
      let version = -1, made = null;
      return () => {
        if (version !== this.version) [version, made] = [this.version, make()];
        return made;
      };
    }

    grouped(how, table, column, asked) {
      const rows = this.tables.get(table), groups = new Map(), keys = asked.map((each) => rows.columns[each.name]);
      for (let row = 0; row < rows.length; row += 1) {
        const key = joined(keys.map((each) => each[row]));
        const value = how === "count" ? 1 : Number(error(rows.columns[column][row]));
        groups.set(key, groups.has(key) ? (how === "highest" ? Math.max(groups.get(key), value) : groups.get(key) + value) : value);
      }
      return groups;
    }

    // Rows are put in the order of each bound once, so that those within it come first; the sums along the first bound are kept.
    bounded(how, table, column, asked) {
      const compared = this.compared(how, table, column, asked), bounds = asked.filter((each) => each.operator !== "is"), keys = asked.filter((each) => each.operator === "is");
      if (how === "highest") return compared;
      const groups = this.once(() => this.ordered(how, table, column, keys, bounds));
      return (row) => {
        const known = groups();
        if (known === null) return compared(row);
        const group = known.get(keys.length ? joined(keys.map((each) => each.value(row))) : "");
        return group ? within(group, bounds, row) : 0;
      };
    }

    // For each key its rows in the order in which they come within each bound; nothing where a value is an error.
    ordered(how, table, column, keys, bounds) {
      const rows = this.tables.get(table), sides = keys.map((each) => rows.columns[each.name]), limits = bounds.map((each) => rows.columns[each.name]), groups = new Map();
      const values = Array.from({ length: rows.length }, (_, row) => (how === "count" ? 1 : Number(error(rows.columns[column][row]))));
      for (let row = 0; row < rows.length; row += 1) {
        if (isError(values[row]) || limits.some((each) => typeof each[row] === "string")) return null;
        if (limits.some((each) => isError(each[row]))) continue;
        const key = sides.length ? joined(sides.map((each) => each[row])) : "";
        if (!groups.has(key)) groups.set(key, []);
        groups.get(key).push(row);
      }
      return new Map([...groups].map(([key, found]) => [key, orders(found, bounds, limits, values)]));
    }

    compared(how, table, column, asked) {
      return (row) => {
        const wanted = asked.map((each) => each.value(row)), columns = asked.map((each) => this.tables.get(table).columns[each.name]);
        const within = (place) => asked.every(({ operator }, at) => {
          const value = columns[at][place];
          if (operator === "is") return alike(value) === alike(wanted[at]);
          return !isError(value) && !isError(wanted[at]) && COMPARE[operator](value, wanted[at]);
        });
        return this.folded(how, table, column, within);
      };
    }

    folded(how, table, column, within) {
      const rows = this.tables.get(table);
      let found = 0, any = false;
      for (let row = 0; row < rows.length; row += 1) {
        if (!within(row)) continue;
        const value = how === "count" ? 1 : Number(error(rows.columns[column][row]));
        found = how === "highest" && any ? Math.max(found, value) : how === "highest" ? value : found + value;
        any = true;
      }
      return found;
    }
  }

  function orders(found, bounds, limits, values) {
    const sorted = bounds.map(({ operator }, at) => found.slice().sort((one, other) => (operator.startsWith(">") ? -1 : 1) * (limits[at][one] - limits[at][other])));
    const ranks = sorted.map((order) => new Map(order.map((row, rank) => [row, rank]))), sums = [0];
    for (const row of sorted[0]) sums.push(sums.at(-1) + values[row]);
    const others = ranks.slice(1).map((known) => sorted[0].map((row) => known.get(row))), weights = sorted[0].map((row) => values[row]);
    return { sums, cells: sorted.map((order, at) => order.map((row) => Number(limits[at][row]))), ranks: others, weights, ladder: others.length === 1 ? ladder(others[0], weights) : null };
  }

  // For two bounds: the rows along the first in runs of 1, 2, 4 … each in the order of the second with its sums, so that few runs make up any beginning.
  function ladder(ranks, weights) {
    return ranks.map((_, at) => {
      const end = at + 1, run = Array.from({ length: end & -end }, (_other, back) => at - back).sort((one, other) => ranks[one] - ranks[other]), sums = [0];
      for (const place of run) sums.push(sums.at(-1) + weights[place]);
      return { ranks: run.map((place) => ranks[place]), sums };
    });
  }

  function climbed(runs, first, second) {
    let found = 0;
    for (let end = first; end > 0; end -= end & -end) { const { ranks, sums } = runs[end - 1]; found += sums[cut(ranks, COMPARE["<"], second)]; }
    return found;
  }

  // The sum of the rows of a group that lie within every bound.
  function within({ sums, cells, ranks, weights, ladder: runs }, bounds, row) {
    const cuts = bounds.map(({ operator, value }, at) => cut(cells[at], COMPARE[operator], value(row)));
    if (cuts.length === 1) return sums[cuts[0]];
    if (runs) return climbed(runs, cuts[0], cuts[1]);
    let found = 0;
    for (let at = 0; at < cuts[0]; at += 1) if (ranks.every((rank, place) => rank[at] < cuts[place + 1])) found += weights[at];
    return found;
  }

  // How many of the cells, which stand in the order of a bound, lie within it.
  function cut(cells, holds, limit) {
    if (isError(limit)) return 0;
    let low = 0, high = cells.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(cells[middle], limit)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  const joined = (values) => (values.length === 1 ? alike(values[0]) : values.map((value) => `${typeof value}:${alike(value)}`).join("\u0001"));

  const counted = (cell, column) => (cell === null || cell === undefined ? (column.kind === "text" ? "" : 0) : cell);

  function compare(one, other) { return one < other ? -1 : one > other ? 1 : 0; }

  // Whether two values of a cell are the same: texts exactly, numbers but for the last digits of adding in another order.
  function agree(given, found) {
    if (typeof given === "string" || typeof found === "string") return given === found;
    if (given === null || given === undefined) return isError(found);
    if (isError(found)) return false;
    return Math.abs(Number(given) - Number(found)) <= 1e-7 + 1e-12 * Math.abs(Number(given));
  }

  return { Book, COMPARE, agree, isError };
})();
