// Words: every text that the page says by itself, handed over with it, how its language writes numbers and days, and the texts of the books in it.
"use strict";

const Words = (() => {
  const { messages, group, point, months, date, first, letters } = JSON.parse(document.getElementById("words").textContent), wordings = new Map();

  const filled = (wording, parts) => wording.replace(/\{(\w+)\}/g, (gap, name) => (name in parts ? parts[name] : gap));

  // A text of the page by its name, its gaps filled in.
  const say = (name, parts = {}) => filled(messages[name], parts);

  const has = (name) => name in messages;

  // A text of the books as the page shows it; what has no wording is shown as it is.
  const of = (text) => wordings.get(text) ?? text;

  function know(found) { for (const [text, wording] of Object.entries(found)) wordings.set(text, wording); }

  const day = (moment) => filled(moment.getUTCDate() === 1 ? first : date, { day: moment.getUTCDate(), month: months[moment.getUTCMonth()], year: moment.getUTCFullYear() });

  // A letter that can't be seen, by its name and its number.
  const letter = (found) => letters[found] ?? say("letter", { number: found.codePointAt(0).toString(16).toUpperCase().padStart(4, "0") });

  // A number as it was typed, as a script reads it.
  const typed = (text) => text.replaceAll(group, "").replace(point === "." ? /,/g : /\s/g, "").replace(point, ".");

  // A number as the language of the inputs writes it, from one as this language does.
  const plain = (text) => text.replaceAll(point, "\u0001").replaceAll(group, ",").replaceAll("\u0001", ".");

  return { say, has, of, know, day, letter, typed, plain, group, point };
})();
