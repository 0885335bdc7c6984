// Blocks of cells as Excel puts them on the clipboard: tabs, line ends, quoted cells.
export function parse(text) {
  const rows = [];
  let row = [];
  let cell = "";
  let quoted = false;
  const put = () => {
    row.push(cell.trim());
    cell = "";
  };
  for (let place = 0; place < text.length; place += 1) {
    const sign = text[place];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[place + 1] === '"') {
        cell += '"';
        place += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === "\t") put();
    else if (sign === "\n") {
      put();
      rows.push(row);
      row = [];
    } else if (sign !== "\r") cell += sign;
  }
  if (cell !== "" || row.length) {
    put();
    rows.push(row);
  }
  return rows;
}

export function write(rows) {
  const quote = (cell) => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((row) => row.map(quote).join("\t")).join("\n");
}
