// What the browser of test images computes of an ImageTable and AttackPictures
// (experiments/site/images/image_table.proto): functions that touch no page.
(() => {
  "use strict";

  // The class of an image in one of the table's texts; undefined where there is no text, or one of
  // fewer images.
  const classAt = (table, text, image) => {
    const digits = text?.slice(image * table.digits, (image + 1) * table.digits);
    return digits ? parseInt(digits, 36) : undefined;
  };

  const trueClass = (table, image) => classAt(table, table.classes, image);

  // A label kind's attack by its name; undefined where it was not measured.
  const findAttack = (kind, name) =>
    (kind.attacks ?? []).find((attack) => attack.name === name && attack.missing === undefined);

  // What is decided without attack: in the arithmetic of `attack`, where there is one.
  const cleanDecision = (table, kind, attack, image) =>
    classAt(table, attack?.decisions ?? kind.decisions, image);

  // What is decided under the attack at one of its epsilons; undefined at others.
  const attackedDecision = (table, attack, epsilon, image) => {
    const found = attack.epsilons.find((at) => at.epsilon === epsilon);
    return found && classAt(table, found.decisions, image);
  };

  const agrees = (asked, isRight) => asked === "any" || (asked === "right") === isRight;

  // Whether what is asked can be said of the image and the label kind at all.
  const isKnown = (table, asked, kind, image) => {
    if (!asked.attack) return classAt(table, kind.decisions, image) !== undefined;
    const attack = findAttack(kind, asked.attack);
    return attack !== undefined &&
      attackedDecision(table, attack, asked.epsilon, image) !== undefined;
  };

  // Whether it holds; it is known.
  const holds = (table, asked, kind, image) => {
    const truth = trueClass(table, image);
    const attack = asked.attack ? findAttack(kind, asked.attack) : undefined;
    const clean = cleanDecision(table, kind, attack, image);
    const decided = attack ? attackedDecision(table, attack, asked.epsilon, image) : clean;
    return (
      agrees(asked.clean, clean === truth) &&
      (!attack || agrees(asked.attacked, decided === truth)) &&
      (asked.decided === null || asked.decided === decided)
    );
  };

  // The images that are asked for, by their places in the split. `asked`:
  //   kind      place of a label kind, "any" for at least one of them, or "all"
  //   only      of one label kind: whether it must hold for none of the others
  //   clean     "right", "wrong" or "any": without attack
  //   attack    name of an attack, or ""
  //   epsilon   at which
  //   attacked  "right", "wrong" or "any": under that attack
  //   trueClass, decided  a class, or null for any; decided under the attack, where there is one
  // Label kinds of which it is not known, as they were not attacked so, count as not there.
  const filterImages = (table, asked) => {
    const images = [];
    for (let image = 0; image < table.images; ++image) {
      if (asked.trueClass !== null && trueClass(table, image) !== asked.trueClass) continue;
      const known = table.kinds.filter((kind) => isKnown(table, asked, kind, image));
      const holding = known.filter((kind) => holds(table, asked, kind, image));
      const chosen = table.kinds[asked.kind];
      const isAsked = chosen
        ? holding.includes(chosen) && (!asked.only || holding.length === 1)
        : holding.length > 0 && (asked.kind === "any" || holding.length === known.length);
      if (isAsked) images.push(image);
    }
    return images;
  };

  // The label kinds that filterImages() leaves out for all images.
  const unknownKinds = (table, asked) =>
    table.kinds.filter((kind) => !isKnown(table, asked, kind, 0));

  // The bytes of AttackPictures.planes.
  const decodePlanes = async (pictures) => {
    const compressed = Uint8Array.from(atob(pictures.planes), (letter) => letter.charCodeAt(0));
    const stream = new Blob([compressed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return { ...pictures, bytes: new Uint8Array(await new Response(stream).arrayBuffer()) };
  };

  // What an attack left of an image, and its change, whose largest is black or white around grey,
  // as pixels of a canvas; and that largest change, from 0 to 255.
  const attackedPixels = (pictures, row, image) => {
    const size = pictures.imageSize;
    const bytesOf = (ofRow) => {
      const first = (ofRow * pictures.images + image) * 3 * size * size;
      return pictures.bytes.subarray(first, first + 3 * size * size);
    };
    const [clean, added] = [bytesOf(0), bytesOf(row)];
    const changes = Array.from(added, (byte, i) => ((clean[i] + byte) & 255) - clean[i]);
    const largest = changes.reduce((most, change) => Math.max(most, Math.abs(change)), 0);
    const asPixels = (value) => {
      const pixels = new Uint8ClampedArray(4 * size * size).fill(255);
      for (let i = 0; i < changes.length; ++i) {
        pixels[4 * (i % (size * size)) + Math.floor(i / (size * size))] = value(i);
      }
      return pixels;
    };
    return {
      left: asPixels((i) => clean[i] + changes[i]),
      difference: asPixels((i) => 128 + (127 * changes[i]) / Math.max(largest, 1)),
      largest,
    };
  };

  // decodePlanes() of data that are not on the page yet.
  const loadPlanes = (root, name) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${root}data/${name}.js`;
      script.addEventListener("load", () => resolve(decodePlanes(self.labelrepData[name])));
      script.addEventListener("error", () => reject(new Error(`${script.src} is not there`)));
      document.head.append(script);
    });

  globalThis.labelrepImages = {
    attackedDecision,
    attackedPixels,
    classAt,
    cleanDecision,
    decodePlanes,
    filterImages,
    findAttack,
    loadPlanes,
    trueClass,
    unknownKinds,
  };
})();
