// Looks at a site in Chromium: node site_looks.mjs ADDRESS FOLDER-OF-PICTURES
import puppeteer from "puppeteer-core";
import { readFileSync } from "node:fs";
const [address, folder] = process.argv.slice(2);
const axe = readFileSync(new URL("./node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const browser = await puppeteer.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
await page.setBypassCSP(true);
const client = await page.createCDPSession();
await client.send("Network.enable");
let bytes = 0, requests = [];
client.on("Network.loadingFinished", (event) => { bytes += event.encodedDataLength; });
page.on("request", (one) => requests.push(one.url()));
page.on("pageerror", (error) => console.log("ERROR", String(error)));
page.on("console", (one) => one.type() === "error" && console.log("console", one.text()));
for (const scheme of ["light", "dark"]) {
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  for (const [name, path] of [["front", "index.html"], ["tip", "tips/30.html"], ["topic", "topics/empathy.html"], ["all", "all/tips.html"]]) {
    bytes = 0; requests = [];
    await page.setViewport({ width: 400, height: 900 });
    await page.goto(address + path, { waitUntil: "networkidle0" }).catch((e) => console.log(path, e.message));
    const weight = bytes;
    await page.evaluate(axe);
    const found = await page.evaluate(() => axe.run());
    console.log(scheme, name, `${weight} bytes`, `${requests.length} requests`, "axe:", found.violations.map((one) => `${one.id} (${one.impact})`).join(", ") || "none");
    if (requests.some((one) => !one.startsWith(address))) console.log("ELSEWHERE", requests);
    await page.screenshot({ path: `${folder}/${name}-${scheme}.png` });
    if (name === "front" && address.startsWith("http")) {
      bytes = 0; requests = [];
      await page.type("#query", process.env.QUERY || "emapthy");
      await page.waitForFunction(() => document.getElementById("said").textContent, { timeout: 20000 });
      await new Promise((done) => setTimeout(done, 500));
      console.log("first search:", bytes, "bytes,", requests.length, "requests:", await page.$eval("#said", (one) => one.textContent));
      console.log(await page.$$eval("#found a", (all) => all.slice(0, 4).map((one) => one.textContent + " " + one.getAttribute("href"))));
      await page.screenshot({ path: `${folder}/found-${scheme}.png` });
      await page.evaluate(axe);
      const after = await page.evaluate(() => axe.run());
      console.log("axe with results:", after.violations.map((one) => `${one.id} (${one.impact})`).join(", ") || "none");
    } else if (name === "front") {
      console.log(await page.$eval("#today", (one) => one.innerText), "|", await page.$eval("#said", (one) => one.textContent));
    }
  }
}
await browser.close();
