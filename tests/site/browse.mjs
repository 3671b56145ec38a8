// Uses the pages of single test images and the listening test in Chromium, as check.mjs opens them:
//   node browse.mjs FOLDER CHROMIUM MODULES COUNTS ATTACKS ANSWERS
// COUNTS is what image_counts.py printed of the label kinds of the first table, ATTACKS the folder
// of the attacks on the model of its first kind, for the pictures that they left, where the site
// has them. The answers that the listening test saves, where there is one, go to ANSWERS.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, chromium, modules, countsFile, attacksFolder, answersFolder] = process.argv.slice(2);
const root = resolve(folder);
const { chromium: browsers } = createRequire(join(resolve(modules), "x.js"))("playwright-core");
const problems = [];
const expect = (found, expected, what) => {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) problems.push(`${what}: found ${a}, expected ${b}`);
};
const urlOf = (path) => pathToFileURL(join(root, path)).href;

// ----- test images

const countOf = (text) => Number(/^(\d+) of/.exec(text)?.[1]);

async function open(page, path, parts = {}) {
  await page.goto("about:blank");
  await page.goto(`${urlOf(path)}#${new URLSearchParams(parts)}`);
  await page.getByRole("status").waitFor();
}

const found = async (page) => countOf(await page.getByRole("status").textContent());

// How often a page's address is opened for a count; all are made by the page's own functions.
const OPENED = 10;

// Each count of the result files.
async function checkCounts(page, counts) {
  await open(page, "images/index.html");
  const kinds = await page.getByLabel("Label kind", { exact: true })
    .locator("option").allTextContents();
  const askedFor = ({ kind, attack, epsilon }, only) => ({
    kind: kinds.indexOf(kind) - 2,  // behind "any" and "all"
    only, clean: "right", attack, epsilon, attacked: "wrong", trueClass: null, decided: null,
  });
  for (const count of counts) {
    for (const only of [false, true]) {
      const images = await page.evaluate((asked) => {
        const { from } = document.querySelector('[data-module="images"]').dataset;
        return labelrepImages.filterImages(labelrepData[from], asked);
      }, askedFor(count, only));
      expect(images.length, only ? count.only : count.misled, JSON.stringify({ ...count, only }));
    }
  }
  for (let i = 0; i < counts.length; i += Math.ceil(counts.length / OPENED)) {
    const { kind, clean, attack, epsilon, attacked } = askedFor(counts[i]);
    const parts = { kind, clean, attack, epsilon, attacked };
    await open(page, "images/index.html", parts);
    expect(await found(page), counts[i].misled, JSON.stringify(parts));
    await open(page, "images/index.html", { ...parts, only: 1 });
    expect(await found(page), counts[i].only, JSON.stringify({ ...parts, only: 1 }));
  }
}

// The same filter by the controls, and the keyboard from the list to an image and on.
async function useControls(page, { kind, attack, epsilon, misled }) {
  await open(page, "images/index.html");
  await page.getByLabel("Label kind", { exact: true }).selectOption({ label: kind });
  await page.getByLabel("Without attack").selectOption("right");
  await page.getByLabel("Attack", { exact: true }).selectOption(attack);
  await page.getByLabel("At epsilon").selectOption(`${epsilon}`);
  await page.getByLabel("Under attack").selectOption("wrong");
  expect(await found(page), misled, "by the controls");
  const entries = page.locator(".image-list button");
  expect(await entries.count(), Math.min(misled, 60), "images in the list");
  await page.locator('.image-list button[tabindex="0"]').focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const image = await entries.nth(1).getAttribute("data-image");
  const title = page.locator("#image-title");
  const number = async () => /^Image (\d+): /.exec(await title.textContent())?.[1];
  expect(await number(), image, "the image that was chosen");
  const hasFocus = await title.evaluate((one) => one === document.activeElement);
  expect(hasFocus, true, "its title has the focus");
  await page.getByRole("button", { name: "Next image" }).click();
  const next = await entries.nth(2).getAttribute("data-image");
  expect(await number(), next, "the next image");
  const address = page.url();
  await page.goto("about:blank");
  await page.goto(address);
  expect(await number(), next, "the address has the image");
  expect(await found(page), misled, "the address has the filter");
  await page.getByRole("button", { name: "Reset" }).click();
  await page.getByText(/^(\d+) of \1 images/).waitFor();
}

// uint8 [epsilons, images, 3, size, size] of NumPy.
function readPictured(path) {
  const file = readFileSync(path);
  const header = file.subarray(10, 10 + file.readUInt16LE(8)).toString();
  const shape = /'shape': \(([\d, ]+)\)/.exec(header)[1].split(",").map(Number);
  return { shape, bytes: file.subarray(10 + file.readUInt16LE(8)) };
}

// The pictures of an attack are, byte by byte, those that it left.
async function checkPictures(page, attack) {
  const path = join(attacksFolder, `${attack}.pictured.npy`);
  const { shape: [epsilons, images, , size], bytes } = readPictured(path);
  for (const image of [0, images - 1]) {
    await open(page, "images/index.html", { image, attacksOn: 0 });
    const row = page.locator(`.image-detail tr[data-attack="${attack}"]`);
    await row.locator("canvas").nth(2 * epsilons - 1).waitFor();
    const shown = await row.locator("canvas").evaluateAll((all) => all
      .filter((_, i) => i % 2 === 0)
      .map((one) => [...one.getContext("2d").getImageData(0, 0, one.width, one.height).data]));
    shown.forEach((pixels, epsilon) => {
      const first = (epsilon * images + image) * 3 * size * size;
      const expected = pixels.map((_, i) => i % 4 === 3 ? 255
        : bytes[first + (i % 4) * size * size + Math.floor(i / 4)]);
      const what = `${attack}, image ${image}, picture ${epsilon}`;
      expect(pixels.join() === expected.join(), true, what);
    });
  }
}

// ----- listening test

async function begin(page, listener) {
  await page.goto("about:blank");
  await page.goto(urlOf("listening/index.html"));
  await page.getByLabel("Your name").fill(listener);
  await page.getByRole("button", { name: "Start or go on" }).click();
}

// Answers with the keys in turn, goes away in the middle, and saves.
async function takeTest(page) {
  await begin(page, "Ann \u00e9");
  const clips = await page.locator("progress").evaluate((one) => one.max);
  const heading = page.locator("#listening-clip");
  const heard = [];
  for (let i = 0; i < clips; ++i) {
    if (i === Math.floor(clips / 2)) {
      await begin(page, "Ann \u00e9");
      expect(await heading.textContent(), `Clip ${i + 1} of ${clips}`, "where it was left");
    }
    heard.push((await page.locator("audio").getAttribute("src")).split("/").at(-1));
    await page.keyboard.press(i % 3 === 0 ? "n" : `${i % 3}`);
  }
  expect(await heading.textContent(), "All clips are answered", "at the end");
  expect(new Set(heard).size, clips, "each clip is heard once");
  expect(heard.join() === [...heard].sort().join(), false, "the order is random");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save the answers" }).click(),
  ]);
  const path = join(answersFolder, download.suggestedFilename());
  await download.saveAs(path);
  const saved = JSON.parse(readFileSync(path, "utf8"));
  expect(saved.listener, "Ann \u00e9", "listener");
  expect(Object.keys(saved.answers).length, clips, "answers");
  heard.forEach((file, i) => {
    const clip = file.replace("_", "/").replace(".wav", "");
    const names = Object.values(saved.answers);
    expect(saved.answers[clip] === "none", i % 3 === 0, `answer to ${clip} of ${names.length}`);
  });
  await begin(page, "Bob");
  expect(await heading.textContent(), `Clip 1 of ${clips}`, "another listener begins anew");
}

const browser = await browsers.launch({
  executablePath: chromium,
  args: ["--headless", "--no-sandbox", "--disable-gpu",
    "--autoplay-policy=no-user-gesture-required"],
});
try {
  const page = await (await browser.newContext({ acceptDownloads: true })).newPage();
  page.on("pageerror", (error) => problems.push(error.message));
  const lines = readFileSync(countsFile, "utf8").trim().split("\n");
  const counts = lines.map((line) => JSON.parse(line));
  await checkCounts(page, counts);
  await useControls(page, counts.find(({ misled }) => misled > 3));
  if (readdirSync(join(root, "data")).some((name) => name.startsWith("pictures_"))) {
    for (const attack of ["fgsm", "adaptive_huge"]) await checkPictures(page, attack);
  }
  const test = join(root, "listening/index.html");
  if (existsSync(test) && readFileSync(test, "utf8").includes("data-module")) await takeTest(page);
  console.log(`${counts.length} counts of images compared with the result files`);
} finally {
  await browser.close();
}
for (const problem of problems) console.error(`FAILED: ${problem}`);
process.exit(problems.length > 0 ? 1 : 0);
