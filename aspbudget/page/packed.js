// Packed: the data of the page as they stand in it, compressed.
"use strict";

const Packed = (() => {
  const SHOWN = ["about", "meaning", "words", "source"];

  // What was packed in a text of the page.
  async function read(text) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const [shared, packed] = JSON.parse(await new Response(stream).text());
    return whole(packed, shared);
  }

  // A value with all that stands in several places put back; each place has its own.
  function whole(value, shared) {
    if (typeof value === "string") return value[0] === "~" ? there(shared[Number(value.slice(1))], shared) : value;
    if (Array.isArray(value)) return value.map((each) => whole(each, shared));
    return value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([name, each]) => [whole(name, shared), whole(each, shared)])) : value;
  }

  const there = (value, shared) => (typeof value === "string" ? value : whole(value, shared));

  // Books with what is only shown, in the language of the page, in its places.
  function worded(books, texts) {
    for (const { rules, tables } of books) {
      for (const each of [...rules, ...tables, ...tables.flatMap(({ columns, lines }) => [...columns, ...lines])]) {
        for (const name of SHOWN) if (typeof each[name] === "number") each[name] = texts[each[name]];
      }
    }
    return books;
  }

  return { read, worded };
})();
