// Nearest: the known name to which one that isn't known is nearest, chosen and said as the check of a workbook does.
"use strict";

const Nearest = (() => {
  const CUTOFF = 0.6, LONG = 200, MOST = 3, NONE = "\0", DOUBLES = ["l1I|", "O0", "'\u0060´‘’ʼ′", '"“”„«»″', "‐‑‒–—―−-"];
  const SCRIPTS = [/\p{Script=Latin}/u, /\p{Script=Greek}/u, /\p{Script=Cyrillic}/u, /\p{Script=Arabic}/u, /\p{Script=Han}/u];
  const { say } = Words;

  const folded = (text) => [...text.toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ")];

  // Where each letter of a text stands; of a long one without those that it is full of, by which nothing is told apart.
  function places(letters, all) {
    const found = new Map(), often = Math.floor(letters.length / 100) + 1;
    letters.forEach((letter, at) => { if (found.has(letter)) found.get(letter).push(at); else found.set(letter, [at]); });
    if (!all && letters.length >= LONG) for (const [letter, at] of found) if (at.length > often) found.delete(letter);
    return found;
  }

  // The longest run of letters that a part of one text and a part of another share; of several the first.
  function longest(one, two, where, [from, until, start, end]) {
    let best = [from, start, 0], lengths = new Map();
    for (let at = from; at < until; at += 1) {
      const now = new Map();
      for (const place of where.get(one[at]) ?? []) {
        if (place < start || place >= end) continue;
        const length = (lengths.get(place - 1) ?? 0) + 1;
        now.set(place, length);
        if (length > best[2]) best = [at - length + 1, place - length + 1, length];
      }
      lengths = now;
    }
    let [at, place, length] = best;
    while (at > from && place > start && one[at - 1] === two[place - 1]) [at, place, length] = [at - 1, place - 1, length + 1];
    while (at + length < until && place + length < end && one[at + length] === two[place + length]) length += 1;
    return [at, place, length];
  }

  // The runs that two texts share: the longest, and what is shared before and after it.
  function shared(one, two, where) {
    const found = [], open = [[0, one.length, 0, two.length]];
    while (open.length) {
      const [from, until, start, end] = open.pop(), [at, place, length] = longest(one, two, where, [from, until, start, end]);
      if (!length) continue;
      found.push([at, place, length]);
      open.push([from, at, start, place], [at + length, until, place + length, end]);
    }
    return found.sort((first, second) => first[0] - second[0]);
  }

  // The nearest of some names; of several as near the last in the order of their letters.
  function of(name, known) {
    const sought = folded(name), where = places(sought), names = new Map(known.map((each) => [folded(each).join(""), each]));
    let best = ["", 0];
    for (const other of names.keys()) {
      const letters = [...other], ratio = 2 * shared(letters, sought, where).reduce((sum, [, , length]) => sum + length, 0) / (letters.length + sought.length);
      if (ratio >= CUTOFF && (ratio > best[1] || (ratio === best[1] && other > best[0]))) best = [other, ratio];
    }
    return names.get(best[0]) ?? "";
  }

  const script = (letter) => SCRIPTS.findIndex((each) => each.test(letter)), isSeen = (letter) => letter === " " || !/[\p{C}\p{Z}]/u.test(letter);

  // Whether a reader can hardly tell two letters apart, or one that can't be seen from none.
  function alike([one, two]) {
    if (!(isSeen(one) && isSeen(two))) return [one, two].some((each) => each !== NONE && !isSeen(each));
    if (/\p{L}/u.test(one) && /\p{L}/u.test(two) && script(one) !== script(two)) return true;
    return DOUBLES.some((each) => each.includes(one) && each.includes(two));
  }

  // How a name differs from one that looks the same; nothing where a reader sees the difference.
  function differs(text, other) {
    const [one, two] = [[...text], [...other]], pairs = [];
    let [at, place] = [0, 0];
    for (const [next, there, length] of [...shared(one, two, places(two, true)), [one.length, two.length, 0]]) {
      for (let step = 0; step < Math.max(next - at, there - place); step += 1) pairs.push([at + step < next ? one[at + step] : NONE, place + step < there ? two[place + step] : NONE]);
      [at, place] = [next + length, there + length];
    }
    if (!pairs.length || pairs.length > MOST || !pairs.every(alike)) return "";
    const [mine, letter] = pairs[0];
    if (letter === NONE) return say("has_no", { letter: Words.letter(mine) });
    return mine === NONE ? say("has_as_well", { letter: Words.letter(letter) }) : say("has_instead", { letter: Words.letter(letter), here: Words.letter(mine) });
  }

  // A refusal that asks whether the nearest of some names was meant, where one is near.
  function asked(message, name, known) {
    const found = of(name, known), unlike = found && differs(name, found);
    return found ? message.replace(/\.$/, "") + say(unlike ? "nearest_unlike" : "nearest", { found, unlike }) : message;
  }

  return { of, asked };
})();
