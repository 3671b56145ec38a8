// A run's loss and accuracy by epoch, from the table that the page has of them.
labelrep.module("curves", (element) => {
  "use strict";
  const table = document.getElementById(element.dataset.table);
  const numberIn = ({ dataset }) => (dataset.value === undefined ? null : Number(dataset.value));
  const rows = [...table.tBodies[0].rows].map((row) => [...row.cells].map(numberIn));
  const values = (column, series) => rows
    .filter((row) => row[column] !== null)
    .map((row) => ({ epoch: row[0], y: row[column], series }));
  const panel = (title, data, domain) => ({
    width: 300,
    height: 200,
    data: { values: data },
    mark: { type: "line", strokeWidth: 1.8, point: data.length <= 100 },
    encoding: {
      x: { field: "epoch", type: "quantitative", title: "epoch", axis: { tickMinStep: 1 } },
      y: { field: "y", type: "quantitative", title, scale: { domain, zero: false } },
      color: {
        field: "series", type: "nominal", title: null, sort: null,
        scale: { domain: ["training", "validation"], range: ["#0072B2", "#D55E00"] },
      },
      tooltip: [
        { field: "series", title: "of" },
        { field: "epoch", title: "epoch" },
        { field: "y", title, format: ".4~f" },
      ],
    },
  });
  labelrep.chart(element, {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    config: {
      background: "white", font: "Liberation Sans, Arial, sans-serif",
      axis: { gridColor: "#e6e6e6", domainColor: "#888", tickColor: "#888", labelColor: "#333",
        titleColor: "#333", titleFontWeight: "normal" },
      legend: { labelColor: "#333" },
      view: { stroke: "#ccc" },
    },
    concat: [
      panel("loss", [...values(1, "training"), ...values(2, "validation")]),
      panel("validation accuracy (%)", values(3, "validation"), [0, 100]),
    ],
    columns: element.clientWidth < 750 ? 1 : 2,
  }, "Loss and validation accuracy by epoch", "curves");
});
