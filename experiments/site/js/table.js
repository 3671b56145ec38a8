// Tables that a reader sorts by a column: up, down, and as they came.
labelrep.module("table", (element) => {
  "use strict";
  const table = element.querySelector("table");
  const body = table.tBodies[0];
  if (body.rows.length < 2) return;
  const original = [...body.rows];
  // Cells of a row by column, those of headings that span rows in each of them.
  const cellsOf = new Map();
  const open = [];
  for (const row of original) {
    const own = [...row.cells];
    const cells = [];
    for (let column = 0; own.length > 0 || column < open.length; ++column) {
      if (open[column]?.left > 0) {
        open[column].left -= 1;
        cells.push(open[column].cell);
      } else if (own.length > 0) {
        const cell = own.shift();
        open[column] = { cell, left: cell.rowSpan - 1 };
        cells.push(cell);
      }
    }
    cellsOf.set(row, cells);
  }

  // Headings of single columns: those of rows stand in the first line over all others.
  const lines = [...table.tHead.rows];
  const ofRows = [...lines[0].cells].filter((cell) => cell.rowSpan === lines.length);
  const headings = lines.length > 1 ? [...ofRows, ...lines.at(-1).cells] : ofRows;

  const valueOf = (cell) => cell.dataset.value === undefined ? null : Number(cell.dataset.value);
  const compare = (a, b) => {
    const [x, y] = [valueOf(a), valueOf(b)];
    if (x !== null && y !== null) return x - y;
    return a.textContent.localeCompare(b.textContent, "en", { numeric: true });
  };
  const isBlank = (cell) =>
    cell.matches(".absent, .failed, .not_applicable") || cell.textContent === "";

  // Each row with all of its headings, as its neighbours are others.
  const alone = (row) => {
    const whole = row.cloneNode();
    whole.classList.remove("block");
    for (const cell of cellsOf.get(row)) {
      const copy = cell.cloneNode(true);
      copy.rowSpan = 1;
      if (copy.scope === "rowgroup") copy.scope = "row";
      whole.append(copy);
    }
    return whole;
  };

  const sortBy = (column, order) => {
    for (const heading of headings) heading.removeAttribute("aria-sort");
    if (order === "none") {
      body.replaceChildren(...original);
      return;
    }
    headings[column].setAttribute("aria-sort", order);
    const sign = order === "ascending" ? 1 : -1;
    const sorted = [...original].sort((a, b) => {
      const [x, y] = [cellsOf.get(a)[column], cellsOf.get(b)[column]];
      // What has no number stays behind, whatever the order.
      if (isBlank(x) !== isBlank(y)) return isBlank(x) ? 1 : -1;
      return sign * compare(x, y);
    });
    body.replaceChildren(...sorted.map(alone));
  };

  const next = { none: "ascending", ascending: "descending", descending: "none" };
  headings.forEach((heading, column) => {
    if (heading.textContent.trim() === "") return;
    const button = labelrep.make("button", { type: "button", className: "sort" });
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      sortBy(column, next[heading.getAttribute("aria-sort") ?? "none"]);
    });
  });
});
