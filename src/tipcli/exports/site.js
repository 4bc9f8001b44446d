// The front page: today's tip for the visitor's day, and the search. All else of the site does without scripts.
"use strict";

// Returns how many letters have to be changed, added, left out or exchanged with the next one; at most `most` + 1.
// (Optimal string alignment, row by row.)
function tipsDistance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [], row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    before = row;
    row = next;
  }
  return row[b.length];
}

// Returns the query with each word that no tip has, nor one that begins so, in place of the nearest; `words` are those
// of the tips, the most frequent first. The beginning of a longer word counts a little less than a whole one.
function tipsCorrected(query, words) {
  const known = new Set(words);
  return query.toLowerCase().split(/\s+/).filter(Boolean).map((word) => {
    if (word.length < 4 || known.has(word) || words.some((one) => one.startsWith(word))) return word;
    const most = word.length < 6 ? 1 : 2;
    let best = word, least = most + 1;
    for (const one of words) {
      const begun = one.length > word.length ? tipsDistance(word, one.slice(0, word.length), most) + 0.6 : most + 1;
      const distance = Math.min(tipsDistance(word, one, most), begun) + (one[0] === word[0] ? 0 : 0.5);
      if (distance < least) [best, least] = [one, distance];
    }
    return best;
  }).join(" ");
}

// Takes a query and returns what was searched for and the results; where there is none, of the corrected query.
async function tipsSearch(query) {
  tipsSearch.engine ||= import("./pagefind/pagefind.js").then(async (made) => {
    const engine = made.createInstance({ noWorker: true }); // a worker would load the program once more
    await engine.init();
    return engine;
  });
  const engine = await tipsSearch.engine;
  const asked = async (text) => (await engine.search(text)).results;
  // Pagefind takes the beginning of a typo for a word, so that words are mended before it is asked.
  tipsSearch.words ||= fetch("words.json").then((answer) => answer.json());
  const corrected = tipsCorrected(query, await tipsSearch.words);
  if (corrected !== query.toLowerCase().trim()) {
    const results = await asked(corrected);
    if (results.length) return { query: corrected, results };
  }
  return { query, results: await asked(query) };
}

function tipsFrontPage() {
  const today = document.getElementById("today"), find = document.getElementById("find");
  if (today) {
    const now = new Date(), two = (number) => String(number).padStart(2, "0");
    const month = `${now.getFullYear()}-${two(now.getMonth() + 1)}`;
    window.tipsOfDays = (days) => {
      const tip = days[now.getDate()];
      if (!tip) return;
      const [where, title, gist, action] = tip, link = today.querySelector("h2 a"), todo = today.querySelector(".action");
      today.querySelector(".about span").textContent = now.toLocaleDateString("en-US", { weekday: "long", month: "long", day: "numeric" });
      link.textContent = title;
      link.href = `tips/${where}.html`;
      today.querySelector(".gist").textContent = gist;
      todo.hidden = !action;
      todo.querySelector("span").textContent = action;
    };
    if (today.dataset.day !== `${month}-${two(now.getDate())}`) {
      const script = document.createElement("script"); // a script can be loaded from a folder too
      script.src = `days/${month}.js`;
      document.head.append(script);
    }
  }
  if (find) tipsFind(find);
}

function tipsFind(find) {
  const input = document.getElementById("query"), said = document.getElementById("said"), list = document.getElementById("found");
  find.hidden = false;
  if (location.protocol === "file:") {
    said.textContent = "The search needs a web server; a browser does not read it from a folder.";
    input.disabled = true;
    return;
  }
  let turn = 0, timer = 0;
  const show = async () => {
    const mine = ++turn, asked = input.value.trim();
    if (!asked) { said.textContent = ""; list.replaceChildren(); return; }
    const { query, results } = await tipsSearch(asked);
    const shown = await Promise.all(results.slice(0, 10).map((one) => one.data()));
    if (mine !== turn) return;
    const count = results.length > 10 ? `10 of ${results.length} tips` : results.length === 1 ? "1 tip" : `${results.length} tips`;
    said.textContent = query === asked || query === asked.toLowerCase() ? `${count}.` : `${count}, for ${query}.`;
    list.replaceChildren(...shown.map((one) => {
      const item = document.createElement("li"), link = document.createElement("a"), text = document.createElement("p");
      link.href = "." + one.raw_url;
      link.textContent = one.meta.title;
      const held = new DOMParser().parseFromString(one.excerpt, "text/html");
      for (const node of held.body.childNodes) {
        const piece = document.createElement(node.nodeName === "MARK" ? "mark" : "span");
        piece.textContent = node.textContent;
        text.append(piece);
      }
      item.append(link, text);
      return item;
    }));
  };
  input.form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(show, 200); });
}

if (typeof document !== "undefined") tipsFrontPage();
