// The page alive: figures that follow what a person changes, each opened down to its cells. All that is shown is text; nothing is ever run or sent.
"use strict";

(() => {
  const { say } = Words, byId = (id) => document.getElementById(id);

  // What is shown of every figure, anew; what moved since the page was opened says by how much.
  function refresh() {
    for (const table of document.querySelectorAll("main > section:not(.away) table[data-list]")) Lists.renewed(table);
    Shown.figures();
    Yours.listed();
  }

  // What a change moves.
  function followed() {
    refresh();
    if (location.hash === "#inputs") Sheets.shown();
    Explained.again();
  }

  // One view at a time, by the address, which also keeps the State.
  function routed(moved = null) {
    const [name, state] = location.hash.slice(1).split("/"), views = [...document.querySelectorAll("main > section")];
    const wanted = views.find((each) => each.id === name) ?? views[0];
    for (const each of views) each.classList.toggle("away", each !== wanted);
    for (const link of document.querySelectorAll("nav a")) {
      if (link.getAttribute("href") === `#${wanted.id}`) { link.setAttribute("aria-current", "page"); inSight(link); }
      else link.removeAttribute("aria-current");
    }
    if (wanted.id === "inputs") Sheets.shown();
    refresh();
    if (moved) byId("explained").hidden = true;
    if (moved) requestAnimationFrame(() => window.scrollTo(0, 0));
    const chosen = byId("state");
    if (state && chosen && [...chosen.options].some((each) => each.value === state)) chosen.value = state;
    Shown.share();
  }

  // On a narrow window the name of the view that is shown stands in the middle of the row of names.
  function inSight(link) {
    const row = link.closest("nav"), [own, whole] = [link.getBoundingClientRect(), row.getBoundingClientRect()];
    row.scrollLeft += own.left - whole.left - (whole.width - own.width) / 2;
  }

  function listen() {
    document.addEventListener("click", (event) => {
      const figure = event.target.closest("button.figure");
      if (figure) Explained.opened(figure.dataset.of ?? figure.dataset.cell, figure);
    });
    document.addEventListener("change", (event) => {
      const box = event.target.closest("input.switch");
      if (!box) return;
      const [place, table, name, row] = box.dataset.cell.split(".");
      const wrong = Budget.change({ place: Number(place), table, name, row: Number(row), value: box.checked ? 1 : 0 });
      if (wrong.length) box.checked = !box.checked;
    });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !byId("explained").hidden) Explained.closed(); });
    window.addEventListener("hashchange", routed);
    byId("state")?.addEventListener("change", (event) => {
      const view = location.hash.slice(1).split("/")[0] || "glance";
      history.replaceState(null, "", `#${view}${event.target.value ? `/${event.target.value}` : ""}`);
      Shown.share();
    });
  }

  async function start() {
    const from = performance.now();
    const [shapes, { texts, wordings }] = await Promise.all(["books", "texts"].map((name) => Packed.read(byId(name).textContent)));
    Words.know(wordings);
    Budget.begin(new Figures.Books(Packed.worded(shapes, texts)), followed);
    Sheets.begin();
    listen();
    for (const table of document.querySelectorAll("table[data-list]")) Lists.bound(table);
    for (const table of document.querySelectorAll("table.list")) Lists.searchable(table);
    Shown.agreed(Math.round(performance.now() - from));
    document.documentElement.classList.add("alive");
    routed();
    window.budget = Budget;
  }

  start().catch((reason) => {
    byId("agreement").textContent = say("not_computed", { reason: reason.message });
    document.documentElement.dataset.agree = "unknown";
  });
})();
