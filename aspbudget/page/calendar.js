// The calendar drawn again: for each period its days, with what takes place in each part of them, as the figures have it now.
"use strict";

const Calendar = (() => {
  const { make } = Parts, { of, say } = Words;

  // What takes place, and how much of what serves the day is free, by period, day and part.
  function slots(book, grid) {
    const rows = book.tables.get(grid.table), serving = book.tables.get(grid.serving), entries = new Map(), idle = new Map();
    for (let row = 0; row < rows.length; row += 1) {
      const key = slot(rows.columns[grid.period][row], rows.columns[grid.day][row], rows.columns[grid.part][row]);
      entries.set(key, [...(entries.get(key) ?? []), rows.columns[grid.shown][row]]);
    }
    const [whole, used] = grid.served;
    for (let row = 0; row < serving.length; row += 1) {
      grid.parts.forEach((part, place) => {
        const key = slot(serving.columns[grid.period][row], serving.columns[grid.day][row], part);
        idle.set(key, (idle.get(key) ?? 0) + serving.columns[whole][row] - serving.columns[used[place]][row]);
      });
    }
    return { entries, idle };
  }

  const slot = (period, day, part) => JSON.stringify([period, day, part]);

  // The periods in the order of their days, each with its days.
  function periods(book, grid) {
    const { length, columns } = book.tables.get(grid.periods), [first, last] = grid.days.map((name) => columns[name]), names = columns[grid.period];
    const order = Array.from({ length }, (_, row) => row).sort((one, other) => first[one] - first[other] || last[one] - last[other] || one - other);
    return order.map((row) => ({ name: names[row], days: Array.from({ length: Math.max(0, last[row] - first[row] + 1) }, (_, at) => first[row] + at) }));
  }

  function draw(book, grid, inside) {
    const { entries, idle } = slots(book, grid), found = periods(book, grid);
    const takes = (period, day, part) => entries.get(slot(period, day, part)) ?? [];
    const used = grid.parts.filter((part) => found.some(({ name, days }) => days.some((day) => takes(name, day, part).length)));
    inside.replaceChildren(...found.map(({ name, days }) => {
      const held = days.filter((day) => !weekend(day) || grid.parts.some((part) => takes(name, day, part).length));
      const body = held.map((day) => make("tr", {}, make("th", { scope: "row" }, say("dated", { weekday: say(`day_${(date(day).getUTCDay() + 6) % 7}`), date: Figures.day(day) })),
        ...used.map((part) => make("td", { class: "text" }, ...takes(name, day, part).map((entry) => make("span", { class: "entry" }, of(entry))),
          idle.get(slot(name, day, part)) > 0 ? make("span", { class: "free" }, say("free")) : null))));
      const head = make("tr", {}, ...[say("day"), ...used.map((part) => capital(of(part)))].map((title) => make("th", { scope: "col", class: "text" }, title)));
      const table = make("table", { class: "days" }, make("caption", {}, of(name)), make("thead", {}, head), make("tbody", {}, ...body));
      return make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": of(name) }, table);
    }));
  }

  const capital = (text) => text[0].toUpperCase() + text.slice(1);
  const date = (day) => new Date(Figures.EPOCH + day * Figures.DAY);
  const weekend = (day) => [0, 6].includes(date(day).getUTCDay());

  return { draw };
})();
