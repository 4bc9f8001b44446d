// The judged queries through the search of a site: node site_search.mjs ADDRESS JUDGED.tsv [KIND]
import puppeteer from "puppeteer-core";
import { readFileSync } from "node:fs";
const [address, path, kind = "typo"] = process.argv.slice(2);
const rows = readFileSync(path, "utf8").trim().split("\n").slice(1).map((line) => line.split("\t")).filter((row) => row[0] === kind);
const browser = await puppeteer.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
await page.goto(address + "index.html");
let first = 0, ten = 0; const missed = [];
for (const [, query, titles] of rows) {
  const got = await page.evaluate(async (asked) => {
    const { query, results } = await tipsSearch(asked);
    return [query, await Promise.all(results.slice(0, 10).map(async (one) => (await one.data()).meta.title))];
  }, query);
  const wanted = titles.split("|"), place = got[1].findIndex((one) => wanted.includes(one));
  if (place === 0) first++;
  if (place >= 0) ten++; else missed.push(`${query} -> ${got[0]}`);
}
console.log(`${path.split("/").pop()} ${kind}: ${rows.length} queries, first ${first}, among ten ${ten}; missed: ${missed.join("; ")}`);
await browser.close();
