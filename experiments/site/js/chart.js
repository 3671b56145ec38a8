// Vega-Lite charts: with tooltips, series that can be switched off, and the whole window on
// request, light or dark as the reader's system is.
labelrep.chart = (() => {
  "use strict";
  // Colours of the light theme that would vanish on a dark page.
  const DARK = {
    "#000": "#f2f2f4",
    "#000000": "#f2f2f4",
    "#333": "#c9c9cf",
    "#555": "#a9a9b2",
    "#888": "#8d8d96",
    "#ccc": "#4a4a52",
    "#e6e6e6": "#33333a",
    white: "#17171a",
  };

  const themed = (value) => {
    if (typeof value === "string") return DARK[value] ?? value;
    if (Array.isArray(value)) return value.map(themed);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, themed(inner)]));
  };

  // What Vega draws in black unless told otherwise.
  const DARK_DEFAULTS = {
    axis: { titleColor: "#c9c9cf" },
    legend: { labelColor: "#f2f2f4", titleColor: "#c9c9cf" },
    text: { color: "#f2f2f4" },
    title: { color: "#f2f2f4" },
  };

  const dark = (specification) => {
    const config = { ...specification.config };
    for (const [part, defaults] of Object.entries(DARK_DEFAULTS)) {
      config[part] = { ...defaults, ...config[part] };
    }
    return themed({ ...specification, config });
  };

  // Without the data of hidden series, wherever they stand.
  const without = (value, hidden) => {
    if (Array.isArray(value)) {
      return value
        .filter((inner) => !hidden.has(inner?.series))
        .map((inner) => without(inner, hidden));
    }
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, without(inner, hidden)]));
  };

  // Names and colours of the series, from the first scale that has them.
  const seriesOf = (value) => {
    if (value === null || typeof value !== "object") return [];
    if (value.color?.field === "series") {
      const { domain, range } = value.color.scale;
      return domain.map((name, index) => ({ name, color: range[index] }));
    }
    for (const inner of Object.values(value)) {
      const found = seriesOf(inner);
      if (found.length > 0) return found;
    }
    return [];
  };

  const draw = async (place, specification, hidden) => {
    const shown = hidden.size > 0 ? without(specification, hidden) : specification;
    const { view } = await vegaEmbed(place, labelrep.isDark() ? dark(shown) : shown, {
      actions: false,
      renderer: "svg",
      mode: "vega-lite",
      tooltip: { theme: labelrep.isDark() ? "dark" : "light" },
    });
    place.dataset.drawn = "true";
    return view;
  };

  const saving = (name, view) => {
    const button = labelrep.make("button", { type: "button" }, "Save as PNG");
    button.addEventListener("click", async () => {
      const href = await (await view()).toImageURL("png", 2);
      labelrep.make("a", { href, download: `${name}.png` }).click();
    });
    return button;
  };

  const switches = (series, hidden, redraw) => {
    const group = labelrep.make("fieldset", { className: "series" },
      labelrep.make("legend", {}, "Shown"));
    for (const { name, color } of series) {
      const box = labelrep.make("input", { type: "checkbox", checked: true });
      box.addEventListener("change", () => {
        if (box.checked) hidden.delete(name); else hidden.add(name);
        redraw();
      });
      const swatch = labelrep.make("span", { className: "swatch" });
      swatch.style.setProperty("--light", color);
      swatch.style.setProperty("--dark", themed(color));
      group.append(labelrep.make("label", {}, box, swatch, name));
    }
    return group;
  };

  // The chart in a dialog over the whole window, which moves there and back.
  const fullScreen = (chart, title) => {
    const button = labelrep.make("button", { type: "button" }, "Full screen");
    const close = labelrep.make("button", { type: "button" }, "Close");
    const dialog = labelrep.make("dialog", { className: "full" }, close);
    dialog.setAttribute("aria-label", title);
    const home = document.createComment("chart");
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      home.replaceWith(chart);
      button.focus();
    });
    button.addEventListener("click", () => {
      chart.replaceWith(home);
      dialog.append(chart);
      dialog.showModal();
    });
    document.body.append(dialog);
    return button;
  };

  // Shows a specification in `element`, in place of what is there; `name` is that of its files.
  return (element, specification, title, name) => {
    const hidden = new Set();
    const place = labelrep.make("div", { className: "place" });
    const chart = labelrep.make("div", { className: "chart" }, place);
    chart.setAttribute("role", "region");
    chart.setAttribute("aria-label", title);
    chart.tabIndex = 0;
    let view = null;
    const redraw = () => {
      view = draw(place, specification, hidden);
      view.catch((error) => {
        place.textContent = `The chart could not be drawn: ${error.message}`;
        console.error(error);
      });
    };
    const bar = labelrep.make("div", { className: "bar" });
    const series = seriesOf(specification);
    if (series.length > 1) bar.append(switches(series, hidden, redraw));
    bar.append(fullScreen(chart, title), saving(name, () => view));
    element.replaceChildren(bar, chart);
    labelrep.onThemeChange(redraw);
    redraw();
  };
})();

// A figure of the suite. Its title and notes stand on the page.
labelrep.module("figure", (element, specification) => {
  "use strict";
  const { title, vconcat: [{ title: notes, ...panels }], ...rest } = specification;
  const shown = { ...rest, ...labelrep.reflow(panels, element.clientWidth) };
  labelrep.chart(element, shown, title.text, element.dataset.from);
});
