// The listening test: clips in a random order, to each a class or "none". Nothing says which is
// right. What was answered stays in the browser and is saved as the file that the table of
// listening reads. Its data: {clips: what the measurement lists, folder: of the clips' files,
// table: target}.
labelrep.module("listening", (element, data) => {
  "use strict";
  const { clips: asked, folder, table } = data;
  const { make } = labelrep;
  const root = element.dataset.root;
  const none = "none";
  const names = [...asked.classNames, none];
  const hasDigits = asked.classNames.length <= 10;
  // The tenth class has 0, and none its first letter.
  const keyOf = (place) => {
    if (place === names.length - 1) return "n";
    return hasDigits ? `${(place + 1) % 10}` : "";
  };

  // ----- what stays in the browser

  const keyOfListener = (listener) => {
    const { run, weightsSha256, recipeSha256 } = asked;
    return JSON.stringify(["labelrep answers", run, weightsSha256, recipeSha256, listener]);
  };

  const shuffled = (list) => {
    const order = [...list];
    for (let i = order.length - 1; i > 0; --i) {
      const j = Math.floor(Math.random() * (i + 1));
      [order[i], order[j]] = [order[j], order[i]];
    }
    return order;
  };

  // Only what fits the clips; null for nothing.
  const readState = (listener) => {
    try {
      const state = JSON.parse(localStorage.getItem(keyOfListener(listener)));
      const sorted = (list) => [...list].sort().join();
      const fits = ([clip, named]) => asked.clips.includes(clip) && names.includes(named);
      return sorted(state.order) === sorted(asked.clips) &&
        Object.entries(state.answers).every(fits) ? state : null;
    } catch {
      return null;
    }
  };

  let listener = "";
  let state = null;
  let place = 0;

  const keep = () => {
    try {
      localStorage.setItem(keyOfListener(listener), JSON.stringify(state));
      kept.textContent = "Answers are kept in this browser.";
    } catch {
      kept.textContent = "This browser does not keep answers: save them before you close the page.";
    }
  };

  // ----- the page

  const name = make("input", {
    id: "listening-name", type: "text", required: true, autocomplete: "off", maxLength: 100,
  });
  const begin = make("button", { type: "submit" }, "Start or go on");
  const start = make(
    "form",
    { className: "bar" },
    make("div", { className: "field" }, make("label", { htmlFor: name.id }, "Your name"), name),
    begin,
  );
  const test = make("section", { className: "listening", hidden: true });
  const heading = make("h2", { id: "listening-clip", tabIndex: -1 });
  test.setAttribute("aria-labelledby", heading.id);
  const player = make("audio", { preload: "auto" });
  const replay = make("button", { type: "button" }, "Play again (space)");
  const back = make("button", { type: "button" }, "Back (b)");
  const progress = make("progress", { max: asked.clips.length });
  progress.setAttribute("aria-label", "clips answered");
  const status = make("p", { role: "status" });
  const kept = make("p", { className: "notes" });
  const save = make("button", { type: "button" }, "Save the answers");
  const answers = make("div", { className: "answers", role: "group" });
  answers.setAttribute("aria-label", "What do you hear?");

  const fileOf = (clip) => `${root}${folder}/${clip.replace("/", "_")}.wav`;

  const play = () => {
    player.currentTime = 0;
    player.play().catch((error) => {
      // Another clip came before this one was over.
      if (error.name === "AbortError") return;
      status.textContent = `The clip cannot be played: ${error.message}`;
    });
  };

  const show = () => {
    const count = state.order.length;
    const done = Object.keys(state.answers).length;
    progress.value = done;
    back.disabled = place === 0;
    const isOver = place >= count;
    replay.disabled = isOver;
    for (const button of answers.querySelectorAll("button")) {
      button.disabled = isOver;
      button.removeAttribute("aria-pressed");
      const given = state.answers[state.order[place]];
      if (isOver || given === undefined) continue;
      button.setAttribute("aria-pressed", `${button.value === given}`);
    }
    if (isOver) {
      heading.textContent = "All clips are answered";
      status.textContent = `${done} of ${count} answered. Save the answers.`;
      heading.focus();
      return;
    }
    heading.textContent = `Clip ${place + 1} of ${count}`;
    status.textContent = `${done} of ${count} answered.`;
    player.src = fileOf(state.order[place]);
    play();
  };

  const answer = (named) => {
    if (place >= state.order.length) return;
    state.answers[state.order[place]] = named;
    place += 1;
    keep();
    show();
  };

  names.forEach((named, i) => {
    const text = named === none ? "none of them" : named;
    const button = make("button", { type: "button", value: named }, text);
    if (keyOf(i)) button.append(make("kbd", {}, keyOf(i)));
    button.addEventListener("click", () => answer(named));
    answers.append(button);
  });

  const goBack = () => {
    if (place === 0) return;
    place -= 1;
    show();
  };
  replay.addEventListener("click", play);
  back.addEventListener("click", goBack);

  // Keys work where no key means something of its own.
  test.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const chosen = names.findIndex((_, i) => keyOf(i) === event.key);
    const onButton = event.target instanceof HTMLButtonElement;
    if (chosen >= 0) {
      answer(names[chosen]);
    } else if (event.key === "b") {
      goBack();
    } else if (event.key === " " && !onButton && place < state.order.length) {
      play();
    } else {
      return;
    }
    event.preventDefault();
    if (document.activeElement?.disabled || onButton) heading.focus();
  });

  // What experiments/listening/clips.h reads.
  const answersFile = () => JSON.stringify(
    {
      format: "labelrep answers",
      version: 1,
      run: asked.run,
      weights_sha256: asked.weightsSha256,
      recipe_sha256: asked.recipeSha256,
      listener,
      answers: state.answers,
    },
    null,
    1,
  ) + "\n";

  save.addEventListener("click", () => {
    const url = URL.createObjectURL(new Blob([answersFile()], { type: "application/json" }));
    const file = `answers_${asked.run}_${listener.replace(/[^A-Za-z0-9]+/g, "_")}.json`;
    make("a", { href: url, download: file }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    status.textContent =
      `Saved as ${file}. The table with it: ./bazelw run ${table} -- --answers=${file}`;
  });

  start.addEventListener("submit", (event) => {
    event.preventDefault();
    listener = name.value.trim();
    if (listener === "") {
      name.focus();
      return;
    }
    state = readState(listener) ?? { order: shuffled(asked.clips), answers: {} };
    const first = state.order.findIndex((clip) => state.answers[clip] === undefined);
    place = first < 0 ? state.order.length : first;
    test.hidden = false;
    keep();
    show();
    heading.focus();
  });

  test.append(
    heading,
    make("div", { className: "bar" }, replay, back, player),
    answers,
    progress,
    status,
    make("div", { className: "bar" }, save),
    kept,
  );
  element.replaceChildren(start, test);
});
