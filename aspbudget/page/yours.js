// Yours: the list of a person's changes, what they do together, and what may be kept beside it.
"use strict";

const Yours = (() => {
  const MOST_VARIANTS = 5, FEW = 3;
  const { make } = Parts, { of, say } = Words, byId = (id) => document.getElementById(id);
  const variants = [];

  function listed() {
    const yours = byId("yours"), asked = document.querySelector(".asked [data-of]");
    yours.hidden = !Budget.changes.length && !variants.length;
    document.body.classList.toggle("changed", !yours.hidden);
    byId("outcome").textContent = asked && !yours.hidden ? summary(asked.dataset.of, asked.dataset.as) : "";
    if (yours.hidden) return;
    const items = together().map((places) => { const what = said(places);
      return make("li", {}, `${what} `, make("button", { type: "button", class: "link", "aria-label": say("undo_what", { what }), click: () => undo(places) }, say("undo"))); });
    const wrong = Budget.broken.length ? make("div", { class: "refused", role: "alert" }, make("p", {}, say("refused")), ...Checks.listed(Budget.books, Budget.broken, null).map((message) => make("p", {}, message))) : null;
    byId("changes").replaceChildren(...[wrong, make("ol", {}, ...items),
      make("p", {}, make("button", { type: "button", click: () => Budget.instead([]) }, say("undo_all")), " ",
        make("button", { type: "button", click: download, disabled: !Budget.changes.length || Budget.broken.length > 0 }, say("download")), " ",
        make("button", { type: "button", click: keep, disabled: !Budget.changes.length || variants.length >= MOST_VARIANTS }, say("keep"))),
      variants.length ? side() : null].filter(Boolean));
  }

  // The places of changes in the list, those of one column together that are the same but for their rows.
  function together() {
    const found = new Map();
    Budget.changes.forEach(({ place, table, name, from, value }, at) => {
      const same = name ? JSON.stringify([place, table, name, from, value]) : at;
      found.set(same, [...(found.get(same) ?? []), at]);
    });
    return [...found.values()];
  }

  const said = (places) => inWords(Budget.changes[places[0]], places.length);

  // The first changes in a few words, by which a variant is known.
  function few() {
    const all = together(), rest = all.length - FEW;
    return [...all.slice(0, FEW).map(said), ...(rest > 0 ? [say("more", { count: Figures.grouped(String(rest)) })] : [])].join("; ");
  }

  function undo(places) {
    const wrong = Budget.undo(...places);
    if (wrong.length) byId("outcome").textContent = say("undo_first", { why: wrong[0] });
  }

  function inWords(each, rows = 1) {
    const row = rows > 1 ? say("rows", { count: Figures.grouped(String(rows)) }) : Budget.books.called(each.place, each.table, each.key), place = `${of(Budget.books.table(each.place, each.table).title)} / ${row}`;
    if (each.added || each.removed) return say(each.added ? "row_added" : "row_removed", { place });
    return say("changed", { place: `${place} / ${of(Budget.books.described(each.place, each.table, each.name).title)}`, before: shownValue(each, each.from), now: shownValue(each, each.value) });
  }

  function summary(where, how) {
    const now = Budget.books.value(where), before = Budget.books.value(where, true), moved = now - before;
    return `${Figures.inWords(before, how)} → ${Figures.inWords(now, how)} (${moved ? Shown.difference(moved, how) : say("unmoved")})`;
  }

  function shownValue(each, value) {
    const known = Budget.books.described(each.place, each.table, each.name);
    if (!Changes.filled(value)) return say("empty");
    if (typeof value === "string") return of(value);
    if (Changes.isSwitch(known)) return say(value ? "yes" : "no");
    return known.kind === "date" ? Figures.day(value) : Budget.books.unit(each.place, each.table, each.name, each.key) === "year" ? String(value) : Figures.general(value, true);
  }

  function keep() {
    const asked = document.querySelector(".asked [data-of]");
    variants.push({ name: say("variant_number", { number: variants.length + 1 }), what: few(), changes: Budget.copied(Budget.changes), total: Budget.books.value(asked.dataset.of), share: byId("share")?.textContent ?? "" });
    listed();
  }

  function side() {
    const asked = document.querySelector(".asked [data-of]"), base = Budget.books.value(asked.dataset.of, true), how = asked.dataset.as;
    const rows = variants.map((each, at) => make("tr", {}, make("th", { scope: "row" }, each.name, make("small", {}, each.what)),
      make("td", {}, Figures.inWords(each.total, how)), make("td", {}, each.total === base ? "–" : Shown.difference(each.total - base, how)), make("td", { class: "text" }, each.share),
      make("td", {}, make("button", { type: "button", class: "link", click: () => Budget.instead(each.changes) }, say("show")), " ",
        make("button", { type: "button", class: "link", click: () => { variants.splice(at, 1); listed(); } }, say("drop")))));
    const head = make("tr", {}, ...[say("variant"), say("of_all"), say("change"), say("state"), ""].map((title) => make("th", { scope: "col" }, title)));
    return make("table", { class: "printed" }, make("caption", {}, say("variants")), make("thead", {}, head), make("tbody", {}, ...rows));
  }

  function download() {
    const listed = Changes.asList(Budget.books, Budget.changes), text = JSON.stringify({ cycle: document.querySelector("h1 span").textContent, changes: listed }, null, 1);
    const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "application/json" })), download: "changes.json" });
    document.body.append(link);
    link.click();
    link.remove();
  }

  return { listed };
})();
