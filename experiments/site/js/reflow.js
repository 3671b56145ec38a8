// The panels of a figure in as many columns as fit: a figure is laid out for a page of paper, where
// only the panels on the left and at the bottom have the text of the axes.
labelrep.reflow = (() => {
  "use strict";
  const BESIDE = 75; // pixels for a panel's axis and spacing

  const isRowHeading = (layer) => layer.mark?.angle === 270;

  // `panel` with what the figure says once for its row, and for all of its columns.
  const whole = (panel, first, last) => {
    const { x, y, color } = structuredClone(panel.encoding);
    // The switches above have the colours, too.
    if (color) color.legend = null;
    x.axis = { ...x.axis, labels: true, title: last.encoding.x.axis?.title ?? null };
    y.axis = { ...y.axis, labels: true, title: first.encoding.y.axis?.title ?? null,
      minExtent: first.encoding.y.axis?.minExtent };
    const heading = panel.layer.some(isRowHeading) ? [] : first.layer.filter(isRowHeading);
    const encoding = { ...panel.encoding, x, y, color };
    return { ...panel, encoding, layer: [...panel.layer, ...heading] };
  };

  return (panels, width) => {
    const all = panels.concat;
    const axes = all.every((panel) => panel.encoding?.x?.axis && panel.layer);
    const columns = Math.max(1, Math.floor(width / (all[0].width + BESIDE)));
    if (!axes || columns >= panels.columns) return panels;
    const row = (panel) => panel.name.split("_")[0];
    return {
      ...panels,
      columns,
      concat: all.map((panel) =>
        whole(panel, all.find((other) => row(other) === row(panel)), all.at(-1))),
    };
  };
})();
