// The browser of test images: which are asked for, and what became of each. What is chosen stands
// in the address, so that it can be sent on.
labelrep.module("images", (element, table) => {
  "use strict";
  const { make } = labelrep;
  const { attackedDecision, classAt, cleanDecision, filterImages, findAttack, trueClass } =
    labelrepImages;
  const root = element.dataset.root;
  const kinds = table.kinds ?? [];
  const nameOf = (label) => table.classNames[label];
  const shownAtFirst = 60;

  // ----- pictures

  // An image as it is, `zoom` times as large; its number where the data set is not at hand.
  const cleanPicture = (image, zoom, label) => {
    const tile = make("span", { className: "tile" });
    if (table.pictures) {
      const side = table.imageSize * zoom;
      const [column, row] = [image % table.columns, Math.floor(image / table.columns)];
      Object.assign(tile.style, {
        width: `${side}px`,
        height: `${side}px`,
        backgroundImage: `url("${root}${table.pictures}")`,
        backgroundPosition: `${-column * side}px ${-row * side}px`,
        backgroundSize: `${table.columns * side}px auto`,
      });
    } else {
      tile.classList.add("no-picture");
      tile.textContent = `${image}`;
    }
    if (label) {
      tile.setAttribute("role", "img");
      tile.setAttribute("aria-label", label);
    } else {
      tile.setAttribute("aria-hidden", "true");
    }
    return tile;
  };

  // AttackPictures by name, read once.
  const planes = new Map();
  const readPlanes = (name) => {
    if (!planes.has(name)) planes.set(name, labelrepImages.loadPlanes(root, name));
    return planes.get(name);
  };

  const drawn = (pixels, size) => {
    const canvas = make("canvas", { className: "tile", width: size, height: size });
    canvas.setAttribute("aria-hidden", "true");
    canvas.getContext("2d").putImageData(new ImageData(pixels, size, size), 0, 0);
    return canvas;
  };

  // What an attack left of the image, and the difference to it, in a place that is there already.
  const showAttacked = async (tiles, attack, at, image) => {
    const found = await readPlanes(attack.pictures);
    if (image >= found.images) return;
    const row = attack.firstRow + attack.epsilons.indexOf(at);
    const { left, difference, largest } = labelrepImages.attackedPixels(found, row, image);
    tiles.append(
      drawn(left, found.imageSize),
      drawn(difference, found.imageSize),
      make("span", { className: "change" }, `\u00b1${largest}`),
    );
  };

  // ----- what is asked for

  const select = (text, options) => {
    const id = `images-${text.toLowerCase().replaceAll(" ", "-")}`;
    const field = make("select", { id });
    for (const [value, shown] of options) field.append(make("option", { value }, shown));
    const label = make("label", { htmlFor: id }, text);
    const whole = make("div", { className: "field" }, label, field);
    return { field, whole, value: () => field.value, set: (value) => { field.value = value; } };
  };
  const rightOrWrong = [["any", "right or wrong"], ["right", "right"], ["wrong", "wrong"]];
  const classes = (table.classNames ?? []).map((name, label) => [`${label}`, name]);

  const epsilonsOf = (attack) => attack.epsilons.map((at) => at.epsilon);
  const inOrder = (numbers) => [...new Set(numbers)].sort((a, b) => a - b);
  const attackTitles = new Map();
  for (const attack of kinds.flatMap((kind) => kind.attacks ?? [])) {
    if (attack.missing !== undefined || attackTitles.has(attack.name)) continue;
    attackTitles.set(attack.name, `${attack.title}; epsilon ${epsilonsOf(attack).join(", ")}`);
  }

  const controls = {
    kind: select("Label kind", [
      ["any", "any of them"],
      ["all", "all of them"],
      ...kinds.map((kind, place) => [`${place}`, kind.title]),
    ]),
    clean: select("Without attack", rightOrWrong),
    attack: select("Attack", [["", "none"], ...attackTitles]),
    epsilon: select("At epsilon", []),
    attacked: select("Under attack", rightOrWrong),
    trueClass: select("True class", [["", "any"], ...classes]),
    decided: select("Decided as", [["", "any"], ...classes]),
  };
  const only = make("input", { type: "checkbox" });

  // The epsilons of the chosen attack; the one chosen before stays, if it is one of them.
  const showEpsilons = () => {
    const name = controls.attack.value();
    const found = kinds.map((kind) => findAttack(kind, name)).filter(Boolean);
    const epsilons = inOrder(found.flatMap(epsilonsOf)).map(String);
    const before = controls.epsilon.value();
    controls.epsilon.field.replaceChildren(
      ...epsilons.map((epsilon) => make("option", { value: epsilon }, epsilon)),
    );
    if (epsilons.includes(before)) controls.epsilon.set(before);
    controls.epsilon.field.disabled = name === "";
    controls.attacked.field.disabled = name === "";
    only.disabled = !(controls.kind.value() in kinds);
  };

  const asked = () => {
    const classOf = (value) => (value === "" ? null : Number(value));
    const kind = controls.kind.value();
    return {
      kind: kind in kinds ? Number(kind) : kind,
      only: only.checked && !only.disabled,
      clean: controls.clean.value(),
      attack: controls.attack.value(),
      epsilon: Number(controls.epsilon.value()),
      attacked: controls.attacked.value(),
      trueClass: classOf(controls.trueClass.value()),
      decided: classOf(controls.decided.value()),
    };
  };

  // ----- the list

  let found = [];
  let shown = shownAtFirst;
  let chosen = null;
  const count = make("p", { role: "status", className: "image-count" });
  const list = make("ul", { className: "image-list" });
  const more = make("button", { type: "button" }, "Show more");

  const entry = (image) => {
    const button = make(
      "button",
      { type: "button" },
      cleanPicture(image, 2),
      make(
        "span",
        {},
        make("span", { className: "image-number" }, `${image} `),
        nameOf(trueClass(table, image)),
      ),
    );
    button.dataset.image = image;
    button.tabIndex = -1;
    if (image === chosen) button.setAttribute("aria-current", "true");
    button.addEventListener("click", () => choose(image));
    return make("li", {}, button);
  };

  // One of them is reached by Tab, the others from there by the arrow keys.
  const showList = () => {
    list.replaceChildren(...found.slice(0, shown).map(entry));
    const buttons = [...list.querySelectorAll("button")];
    const first = buttons.find((button) => button.hasAttribute("aria-current")) ?? buttons[0];
    if (first) first.tabIndex = 0;
    more.hidden = found.length <= shown;
  };

  list.addEventListener("keydown", (event) => {
    const buttons = [...list.querySelectorAll("button")];
    const place = buttons.indexOf(document.activeElement);
    const top = buttons[place]?.getBoundingClientRect().top;
    const inRow = buttons.filter((button) => button.getBoundingClientRect().top === top).length;
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -inRow, ArrowDown: inRow }[event.key];
    const to = { Home: 0, End: buttons.length - 1 }[event.key] ?? (step && place + step);
    if (place < 0 || to === undefined) return;
    event.preventDefault();
    if (!buttons[to]) return;
    buttons[place].tabIndex = -1;
    buttons[to].tabIndex = 0;
    buttons[to].focus();
  });

  more.addEventListener("click", () => {
    const next = shown;
    shown += shownAtFirst;
    showList();
    list.querySelectorAll("button")[next]?.focus();
  });

  // ----- one image

  const detail = make("section", { className: "image-detail", hidden: true });
  const title = make("h2", { id: "image-title", tabIndex: -1 });
  detail.setAttribute("aria-labelledby", title.id);
  const previous = make("button", { type: "button" }, "Previous image");
  const next = make("button", { type: "button" }, "Next image");
  const clean = make("div", { className: "image-clean" });
  const ofKind = select(
    "Attacks on the model of",
    kinds.map((kind, place) => [`${place}`, kind.title]),
  );
  const attacks = make("div");

  const decision = (label, image) => {
    const isRight = label === trueClass(table, image);
    const mark = isRight ? "\u2713 " : "\u2717 ";
    return make("span", { className: isRight ? "right" : "failed" }, mark, nameOf(label));
  };

  const scrolling = (label, ...content) => {
    const region = make("div", { className: "scroll", role: "region", tabIndex: 0 }, ...content);
    region.setAttribute("aria-label", label);
    return region;
  };
  const heading = (scope, text) => make("th", { scope }, text);
  const rowOf = (...cells) => make("tr", {}, ...cells);
  const tableOf = (headings, rows) =>
    make(
      "table",
      {},
      make("thead", {}, rowOf(...headings.map((text) => heading("col", text)))),
      make("tbody", {}, ...rows),
    );

  const decisionCell = (text, image) => {
    const label = classAt(table, text, image);
    return label === undefined
      ? make("td", { className: "absent" }, "not measured")
      : make("td", {}, decision(label, image));
  };

  const cleanTable = (image) =>
    tableOf(
      ["label kind", "decision", "runner-up"],
      kinds.map((kind) => {
        const runnerUp = classAt(table, kind.runnerUps, image);
        return rowOf(
          heading("row", kind.title),
          decisionCell(kind.decisions, image),
          runnerUp === undefined
            ? make("td", { className: "absent" }, "not measured")
            : make("td", {}, nameOf(runnerUp)),
        );
      }),
    );

  const attackRow = (kind, attack, epsilons, image) => {
    const cells = [heading("row", attack.title)];
    if (attack.targets && image < attack.images) {
      cells[0].append(`, towards ${nameOf(classAt(table, attack.targets, image))}`);
    }
    if (image >= attack.images) {
      const reason = "beyond its images";
      cells.push(make("td", { className: "absent", colSpan: epsilons.length + 1 }, reason));
      return rowOf(...cells);
    }
    const before = cleanDecision(table, kind, attack, image);
    cells.push(make("td", {}, decision(before, image)));
    for (const epsilon of epsilons) {
      const at = attack.epsilons.find((one) => one.epsilon === epsilon);
      const cell = make("td");
      if (at) {
        if (attack.pictures) {
          const tiles = make("span", { className: "tiles" });
          cell.append(tiles);
          showAttacked(tiles, attack, at, image).catch((error) => {
            tiles.replaceChildren(error.message);
          });
        }
        cell.append(decision(attackedDecision(table, attack, epsilon, image), image));
      }
      cells.push(cell);
    }
    const row = rowOf(...cells);
    row.dataset.attack = attack.name;
    return row;
  };

  const attackTable = (kind, image) => {
    const measured = (kind.attacks ?? []).filter((attack) => attack.missing === undefined);
    if (measured.length === 0) return make("p", {}, "No attack on this model is here.");
    const epsilons = inOrder(measured.flatMap(epsilonsOf));
    return scrolling(
      `Attacks on the model of ${kind.title}, image ${image}`,
      tableOf(
        ["attack", "without", ...epsilons.map((epsilon) => `epsilon ${epsilon}`)],
        measured.map((attack) => attackRow(kind, attack, epsilons, image)),
      ),
    );
  };

  const about = make("p", { className: "notes" });
  const showAttacks = () => {
    const kind = kinds[Number(ofKind.value())];
    if (chosen === null || !kind) return;
    attacks.replaceChildren(attackTable(kind, chosen));
    about.textContent =
      (attacks.querySelector(".tiles")
        ? "A cell has what the attack left of the image, and the difference, scaled to its " +
          "largest change: grey is none. That change stands beside it, in pixel values from 0 to " +
          "255. These pictures are kept of the first images. "
        : "") + "An image that is decided wrongly without attack is not attacked.";
  };

  const choose = (image, takesFocus = true) => {
    chosen = image;
    detail.hidden = false;
    title.textContent = `Image ${image}: ${nameOf(trueClass(table, image))}`;
    clean.replaceChildren(
      cleanPicture(image, 6, `image ${image}, ${nameOf(trueClass(table, image))}`),
      scrolling(`Decisions on image ${image} without attack`, cleanTable(image)),
    );
    const place = found.indexOf(image);
    previous.disabled = place <= 0;
    next.disabled = place < 0 || place + 1 >= found.length;
    showAttacks();
    showList();
    writeAddress();
    if (takesFocus) title.focus();
  };
  const chooseBy = (step, button) => {
    choose(found[found.indexOf(chosen) + step], false);
    if (button.disabled) title.focus();
  };
  previous.addEventListener("click", () => chooseBy(-1, previous));
  next.addEventListener("click", () => chooseBy(1, next));
  ofKind.field.addEventListener("change", () => { showAttacks(); writeAddress(); });

  // ----- the address

  const writeAddress = () => {
    const parts = new URLSearchParams();
    for (const [name, control] of Object.entries(controls)) {
      if (control.value() !== control.field.options[0]?.value) parts.set(name, control.value());
    }
    if (asked().only) parts.set("only", "1");
    if (chosen !== null) {
      parts.set("image", chosen);
      parts.set("attacksOn", ofKind.value());
    }
    history.replaceState(null, "", `#${parts}`);
  };

  const readAddress = () => {
    const parts = new URLSearchParams(location.hash.slice(1));
    const set = (control, value) => {
      if ([...control.field.options].some((option) => option.value === value)) control.set(value);
    };
    for (const [name, control] of Object.entries(controls)) {
      if (name !== "epsilon" && parts.has(name)) set(control, parts.get(name));
    }
    only.checked = parts.get("only") === "1";
    showEpsilons();
    set(controls.epsilon, parts.get("epsilon"));
    set(ofKind, parts.get("attacksOn") ?? "0");
    const image = parts.get("image");
    return /^\d+$/.test(image ?? "") && Number(image) < table.images ? Number(image) : null;
  };

  // ----- all together

  const update = () => {
    const wanted = asked();
    found = filterImages(table, wanted);
    shown = shownAtFirst;
    const left = labelrepImages.unknownKinds(table, wanted).map((kind) => kind.title);
    count.textContent =
      `${found.length} of ${table.images} images.` +
      (left.length > 0 ? ` Not measured so, and left out: ${left.join(", ")}.` : "");
    showList();
    if (chosen !== null) choose(chosen, false);
    writeAddress();
  };

  const form = make(
    "form",
    { className: "image-filter" },
    ...Object.values(controls).map((control) => control.whole),
    make("label", { className: "check" }, only, make("span", {}, "and of no other label kind")),
    make("button", { type: "reset" }, "Reset"),
  );
  form.setAttribute("aria-label", "Which images");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { showEpsilons(); update(); });
  form.addEventListener("reset", () => setTimeout(() => { showEpsilons(); update(); }));

  detail.append(
    title,
    make("div", { className: "bar" }, previous, next),
    clean,
    make("div", { className: "bar" }, ofKind.whole),
    attacks,
    about,
  );
  element.replaceChildren(form, count, list, more, detail);
  const image = readAddress();
  update();
  if (image !== null) choose(image, false);
});
