// Packed: the data of the page as they stand in it, compressed.
"use strict";

const Packed = (() => {
  // What was packed in a text of the page.
  async function read(text) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const [texts, packed] = JSON.parse(await new Response(stream).text());
    return whole(packed, (each) => (each[0] === "~" ? texts[Number(each.slice(1))] : each));
  }

  // What was packed, with every text that stands in several places put back.
  function whole(value, text) {
    if (typeof value === "string") return text(value);
    if (Array.isArray(value)) return value.map((each) => whole(each, text));
    return value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([name, each]) => [text(name), whole(each, text)])) : value;
  }

  return { read };
})();
