// node --test tests/site/image_data_test.js
"use strict";
const assert = require("node:assert");
const test = require("node:test");
const { gzipSync } = require("node:zlib");
require("../../experiments/site/js/image_data.js");
const { attackedPixels, decodePlanes, filterImages, unknownKinds } = globalThis.labelrepImages;

// Four images of classes 0, 1, 2, 2; three label kinds, the last without FGSM.
const table = {
  digits: 1,
  images: 4,
  classes: "0122",
  classNames: ["a", "b", "c"],
  kinds: [
    {
      title: "Category",
      decisions: "0120",
      attacks: [
        {
          name: "fgsm",
          images: 3,
          epsilons: [
            { epsilon: 0.1, decisions: "010" },
            { epsilon: 0.2, decisions: "110" },
          ],
        },
        // Decided in another arithmetic: the second image is wrong without attack.
        {
          name: "bf16",
          images: 4,
          decisions: "0220",
          epsilons: [{ epsilon: 0.1, decisions: "0220" }],
        },
      ],
    },
    {
      title: "Speech",
      decisions: "0122",
      attacks: [{ name: "fgsm", images: 4, epsilons: [{ epsilon: 0.1, decisions: "1222" }] }],
    },
    { title: "Shuffle", decisions: "0022", attacks: [{ name: "fgsm", missing: "not recorded" }] },
  ],
};

const anything = {
  kind: "any",
  only: false,
  clean: "any",
  attack: "",
  epsilon: 0,
  attacked: "any",
  trueClass: null,
  decided: null,
};

const found = (asked) => filterImages(table, { ...anything, ...asked });

test("nothing asked, all images", () => assert.deepEqual(found({}), [0, 1, 2, 3]));

test("right or wrong without attack", () => {
  assert.deepEqual(found({ kind: 0, clean: "right" }), [0, 1, 2]);
  assert.deepEqual(found({ kind: 0, clean: "wrong" }), [3]);
  assert.deepEqual(found({ kind: "any", clean: "wrong" }), [1, 3]);
  assert.deepEqual(found({ kind: "all", clean: "right" }), [0, 2]);
});

test("under an attack, of the images that it was given", () => {
  const misled = { attack: "fgsm", epsilon: 0.1, clean: "right", attacked: "wrong" };
  assert.deepEqual(found({ ...misled, kind: 0 }), [2]);
  assert.deepEqual(found({ ...misled, kind: 0, epsilon: 0.2 }), [0, 2]);
  assert.deepEqual(found({ ...misled, kind: 1 }), [0, 1]);
  assert.deepEqual(found({ ...misled, kind: "any" }), [0, 1, 2]);
  assert.deepEqual(found({ ...misled, attacked: "right", kind: 1 }), [2, 3]);
  assert.deepEqual(found({ attack: "fgsm", epsilon: 0.1, kind: 0 }), [0, 1, 2]);
});

test("of one label kind only", () => {
  const misled = { attack: "fgsm", epsilon: 0.1, clean: "right", attacked: "wrong", only: true };
  assert.deepEqual(found({ ...misled, kind: 1 }), [0, 1]);
  assert.deepEqual(found({ kind: 0, clean: "wrong", only: true }), [3]);
  assert.deepEqual(found({ kind: 1, clean: "right", only: true }), []);
});

test("without attack is what the attack started from", () => {
  const asked = { attack: "bf16", epsilon: 0.1, clean: "wrong", attacked: "any", kind: 0 };
  assert.deepEqual(found(asked), [1, 3]);
});

test("all label kinds that were attacked so", () => {
  const withstood = { attack: "fgsm", epsilon: 0.1, attacked: "right" };
  assert.deepEqual(found({ ...withstood, kind: "all" }), [3]);
  assert.deepEqual(
    unknownKinds(table, { ...anything, ...withstood }).map((kind) => kind.title),
    ["Shuffle"],
  );
  assert.deepEqual(unknownKinds(table, anything), []);
});

test("an epsilon that the attack was not run at", () => {
  assert.deepEqual(found({ attack: "fgsm", epsilon: 0.3 }), []);
  assert.deepEqual(found({ attack: "fgsm", epsilon: 0.2, kind: 1 }), []);
  assert.deepEqual(found({ attack: "none of them", epsilon: 0.1 }), []);
});

test("true class and decision", () => {
  assert.deepEqual(found({ trueClass: 2 }), [2, 3]);
  assert.deepEqual(found({ kind: 0, decided: 0 }), [0, 3]);
  assert.deepEqual(found({ kind: 1, decided: 2, attack: "fgsm", epsilon: 0.1 }), [1, 2, 3]);
});

test("a label kind of which fewer images are decided", () => {
  const fewer = {
    ...table,
    kinds: [{ title: "Category", decisions: "01" }, { title: "Speech", missing: "failed" }],
  };
  assert.deepEqual(filterImages(fewer, { ...anything, clean: "right" }), [0, 1]);
  assert.deepEqual(filterImages(fewer, { ...anything, kind: 1 }), []);
  assert.deepEqual(
    unknownKinds(fewer, anything).map((kind) => kind.title),
    ["Speech"],
  );
});

test("two digits a class", () => {
  const hundred = {
    digits: 2,
    images: 2,
    classes: "2r00",
    kinds: [{ title: "Category", decisions: "2r0z", attacks: [] }],
  };
  assert.deepEqual(filterImages(hundred, { ...anything, kind: 0, clean: "right" }), [0]);
  assert.deepEqual(filterImages(hundred, { ...anything, trueClass: 99 }), [0]);
  assert.deepEqual(filterImages(hundred, { ...anything, decided: 35 }), [1]);
});

// Two images of one pixel: red, green, blue of each; a row of what an attack added to them.
test("pictures under attack", async () => {
  const bytes = [10, 20, 30, 250, 0, 7, 3, 256 - 6, 0, 5, 0, 256 - 2];
  const pictures = await decodePlanes({
    images: 2,
    imageSize: 1,
    planes: gzipSync(Uint8Array.from(bytes)).toString("base64"),
  });
  assert.deepEqual([...pictures.bytes], bytes);
  const first = attackedPixels(pictures, 1, 0);
  assert.deepEqual([...first.left], [13, 14, 30, 255]);
  assert.equal(first.largest, 6);
  // 128 + 127 * 3 / 6 = 191.5, and canvas rounds halves to even.
  assert.deepEqual([...first.difference], [192, 1, 128, 255]);
  const second = attackedPixels(pictures, 1, 1);
  assert.deepEqual([...second.left], [255, 0, 5, 255]);
});
