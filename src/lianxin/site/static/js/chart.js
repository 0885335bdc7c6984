// Draws the table of a page of statistics as bars. The numbers come from the table itself,
// which stays below; the library is loaded when the drawing comes into sight.
const figure = document.querySelector("[data-chart]");
const table = document.querySelector("[data-chart-table]");
const BAR = 34;
const FRAME = 32;
const WIDEST_LABEL = 0.4;

/** The parts of the table, its rows without those that count everybody. */
function parts() {
  return [...table.tBodies[0].rows]
    .filter((row) => !("whole" in row.dataset))
    .map((row) => [...row.cells].map((cell) => cell.textContent.trim()));
}

/** A colour of the theme in force: light and dark have their own. */
function colour(name) {
  return getComputedStyle(document.body).getPropertyValue(`--${name}`).trim();
}

function option(column, width) {
  const rows = parts();
  const text = { color: colour("ink"), fontSize: 14 };
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 8, right: 56, top: 8, bottom: 8, containLabel: true },
    xAxis: { type: "value", minInterval: 1, show: false },
    yAxis: {
      type: "category",
      inverse: true,
      data: rows.map((row) => row[0]),
      axisLabel: { ...text, interval: 0, width: width * WIDEST_LABEL, overflow: "break" },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colour("line") } },
    },
    series: [
      {
        type: "bar",
        data: rows.map((row) => Number(row[column])),
        barMaxWidth: 22,
        itemStyle: { color: colour("open") },
        label: { show: true, position: "right", ...text },
      },
    ],
  };
}

async function draw() {
  await import(figure.dataset.chart);
  const box = figure.querySelector("[data-chart-drawing]");
  const choice = figure.querySelector("[data-chart-column]");
  box.style.height = `${parts().length * BAR + FRAME}px`;
  const chart = window.echarts.init(box);
  const show = () => chart.setOption(option(Number(choice.value), box.clientWidth));
  choice.addEventListener("change", show);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  new ResizeObserver(() => {
    chart.resize();
    show();
  }).observe(box);
}

function offerColumns() {
  const titles = [...table.tHead.rows[0].cells].slice(1);
  figure
    .querySelector("[data-chart-column]")
    .replaceChildren(...titles.map((cell, at) => new Option(cell.textContent.trim(), at + 1)));
}

if (figure) {
  offerColumns();
  figure.hidden = false;
  new IntersectionObserver(([seen], watching) => {
    if (!seen.isIntersecting) return;
    watching.disconnect();
    draw();
  }).observe(figure);
}
