// Budget: the figures of the page as a person's changes make them. Each change is tried, and refused where a sheet would not take it.
"use strict";

const Budget = (() => {
  const changes = [], broken = [];
  let books = null, before = [], given = null, follow = null;

  // The figures as they were given, and what follows each change of them.
  function begin(found, following) {
    books = found;
    follow = following;
  }

  // One cell changed; what is wrong with that is returned, and then nothing is changed.
  function change(wanted) { return changed([wanted]); }

  function changed(wanted) {
    return attempt(() => wanted.forEach(noted), wanted[0] && { place: wanted[0].place, table: wanted[0].table, row: wanted[0].row });
  }

  function noted({ place, table, name, row, value }) {
    const same = (each) => each.place === place && each.table === table && each.row === row;
    const own = changes.find((each) => same(each) && each.added), found = changes.find((each) => same(each) && each.name === name);
    if (own) { own.added[name] = value; return; }
    const at = books.at(place, table, row), from = books.book(place).tables.get(table).given[name][at];
    if (found && found.from === value) changes.splice(changes.indexOf(found), 1);
    else if (found) found.value = value;
    else if (from !== value) changes.push({ place, table, name, row, from, value, key: books.known(place, table, at) });
  }

  function add(place, table, cells) {
    const { length, key } = books.table(place, table), row = Math.max(length - 1, ...changes.filter((each) => each.place === place && each.table === table && each.added).map((each) => each.row)) + 1;
    return attempt(() => changes.push({ place, table, row, key: cells[key], added: { ...cells } }), { place, table, row });
  }

  function remove(place, table, row) {
    const own = (each) => each.place === place && each.table === table && each.row === row, wasAdded = changes.some((each) => own(each) && each.added), key = books.known(place, table, books.at(place, table, row));
    return attempt(() => {
      changes.splice(0, changes.length, ...changes.filter((each) => !own(each)));
      if (!wasAdded) changes.push({ place, table, row, key, removed: true });
    }, { place, table, row });
  }

  // Changes are tried: what a sheet would not take is refused, and what then is wrong elsewhere is said until it is mended.
  function attempt(edit, here = null) {
    given ??= new Set(wrongs([0, ...books.books.keys()]).map(which));
    const kept = copied(changes);
    edit();
    const tried = copied(changes);
    Changes.apply(books, tried, before);
    const found = wrongs(new Set(changes.map((each) => each.place))).filter((each) => !given.has(which(each)));
    const refused = found.filter((each) => !each.rule || (here && each.place === here.place && each.table === here.table && each.id === here.row));
    const messages = Checks.listed(books, refused, here);
    if (refused.length) {
      changes.splice(0, changes.length, ...kept);
      Changes.apply(books, changes, [...before, ...tried]);
    } else applied(found);
    return messages;
  }

  // What is wrong in some books, and which fault one is.
  const wrongs = (places) => [...new Set(places)].flatMap((place) => Checks.faults(books, place));
  const which = ({ place, table, name, id, message }) => JSON.stringify([place, table, name, id, message]);

  const copied = (list) => list.map((each) => ({ ...each, ...(each.added ? { added: { ...each.added } } : {}) }));

  // What is shown follows the changes; what is wrong with them is kept beside them.
  function applied(wrong = []) {
    Changes.apply(books, changes, before);
    before = copied(changes);
    broken.splice(0, broken.length, ...wrong);
    follow();
  }

  const undo = (...gone) => attempt(() => changes.splice(0, changes.length, ...changes.filter((_, at) => !gone.includes(at))));

  // Other changes in the place of those that there are.
  function instead(others) {
    changes.splice(0, changes.length, ...copied(others));
    applied();
  }

  return { begin, change, changed, add, remove, undo, instead, copied, applied, changes, broken, get books() { return books; } };
})();
