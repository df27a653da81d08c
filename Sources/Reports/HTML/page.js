"use strict";
// The page works without this; with it one can search, sort, zoom, copy and see all header fields.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const index = Object.fromEntries(data.columns.map((name, place) => [name, place]));

  // A phrase with numbers in its places.
  const say = (template, values) => template.replace(/\{([^}|]+)(?:\|([^}|]*)\|([^}]*))?\}/g,
    (whole, name, one, more) => !(name in values) ? whole
      : one === undefined ? group(values[name]) : values[name] === 1 ? one : more);
  const group = (value) => typeof value === "number"
    ? String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",") : value;
  const make = (name, text, className) => {
    const element = document.createElement(name);
    if (text !== undefined && text !== null) element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  // MARK: The table of transactions

  const table = document.getElementById("rows");
  const body = table && table.tBodies[0];
  const search = document.getElementById("search");
  const status = document.getElementById("shown");
  const previous = document.getElementById("previous");
  const next = document.getElementById("next");
  const pageLength = 200;
  let order = data.rows.map((_, place) => place);
  let shown = order;
  let page = 0;
  let haystack = null;

  const text = (value) => value === null ? "" : group(value);
  const cells = [...(table ? table.tHead.rows[0].cells : [])].map((cell) => ({
    name: cell.dataset.column, label: cell.textContent, kind: cell.dataset.kind, cell }));

  const details = (place) => {
    const row = make("tr");
    const cell = make("td");
    cell.colSpan = cells.length;
    const id = data.rows[place][index.transaction];
    cell.append(make("strong", say(words.headers, { id })));
    const fields = data.headers[place] || [null, null];
    for (const [side, title] of [[0, words.request], [1, words.response]]) {
      cell.append(make("h4", title));
      if (!fields[side]) { cell.append(make("p", words.none, "dim")); continue; }
      const list = make("table", null, "headers");
      const content = list.createTBody();
      for (const [name, value] of fields[side]) {
        const line = content.insertRow();
        line.append(make("td", name), make("td"), make("td", data.notes[name.toLowerCase()] || "", "dim"));
        line.cells[1].append(make("code", value));
      }
      cell.append(list);
    }
    row.append(cell);
    return row;
  };

  const toggle = (button, row, place) => {
    const isOpen = button.getAttribute("aria-expanded") === "true";
    if (isOpen) row.nextSibling.remove(); else row.after(details(place));
    button.setAttribute("aria-expanded", String(!isOpen));
  };

  const draw = () => {
    const first = page * pageLength;
    const rows = shown.slice(first, first + pageLength).map((place) => {
      const values = data.rows[place];
      const row = make("tr");
      for (const { name, label, kind } of cells) {
        const cell = make("td", null, kind);
        cell.dataset.label = label;
        if (name === "transaction") {
          const button = make("button", text(values[index[name]]));
          button.setAttribute("aria-expanded", "false");
          button.setAttribute("aria-label", say(words.headers, { id: values[index[name]] }));
          button.addEventListener("click", () => toggle(button, row, place));
          cell.append(button);
        } else {
          cell.textContent = text(values[index[name]]);
        }
        row.append(cell);
      }
      return row;
    });
    body.replaceChildren(...rows);
    status.textContent = say(words.shown, { n: shown.length, all: data.rows.length });
    previous.disabled = page === 0;
    next.disabled = first + pageLength >= shown.length;
  };

  const filter = () => {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    haystack ||= data.rows.map((row) => row.join("\u0000").toLowerCase());
    shown = wanted.length === 0 ? order
      : order.filter((place) => wanted.every((word) => haystack[place].includes(word)));
    page = 0;
    draw();
  };

  const sort = (column) => {
    const direction = column.cell.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    for (const { cell } of cells) cell.removeAttribute("aria-sort");
    column.cell.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
    const at = index[column.name];
    const key = (value) => value === null ? null
      : column.kind === "n" && !Number.isNaN(Number(value)) ? Number(value) : String(value);
    const keys = data.rows.map((row) => key(row[at]));
    order = order.slice().sort((a, b) => {
      const [x, y] = [keys[a], keys[b]];
      if (x === y) return a - b;
      if (x === null) return 1;
      if (y === null) return -1;
      return (x < y ? -1 : 1) * direction;
    });
    filter();
  };

  if (table) {
    for (const column of cells) {
      const button = make("button", column.label);
      button.type = "button";
      button.addEventListener("click", () => sort(column));
      column.cell.replaceChildren(button);
    }
    let timer = 0;
    search.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(filter, 80); });
    previous.addEventListener("click", () => { page -= 1; draw(); });
    next.addEventListener("click", () => { page += 1; draw(); });
    draw();
  }

  // MARK: Coverage maps

  for (const figure of document.querySelectorAll("figure[data-length]")) {
    const svg = figure.querySelector("svg.map");
    const bars = [...svg.querySelectorAll("rect[data-a]")].map((rect) => ({
      rect, a: Number(rect.dataset.a), b: Number(rect.dataset.b) }));
    const length = Number(figure.dataset.length);
    const [low, middle, high] = figure.querySelectorAll(".scale span");
    const region = figure.querySelector(".region");
    const inputs = figure.querySelectorAll("input[type=text]");
    let from = 0;
    let to = length;
    const show = (a, b) => {
      const width = Math.min(Math.max(Math.round(b - a), Math.min(16, length)), length);
      from = Math.min(Math.max(Math.round(a), 0), length - width);
      to = from + width;
      for (const bar of bars) {
        const x = Math.max((bar.a - from) / width, -0.01);
        const end = Math.min((bar.b - from) / width, 1.01);
        bar.rect.setAttribute("x", x * 1000);
        bar.rect.setAttribute("width", end <= x ? 0 : Math.max((end - x) * 1000, 1));
      }
      low.textContent = group(from);
      middle.textContent = group(Math.floor((from + to - 1) / 2));
      high.textContent = group(to - 1);
      region.textContent = say(words.region, { first: from, last: to - 1 });
      inputs[0].value = String(from);
      inputs[1].value = String(to - 1);
    };
    const move = (share) => show(from + (to - from) * share, to + (to - from) * share);
    const zoom = (factor, at = 0.5) => {
      const width = (to - from) * factor;
      const middle = from + (to - from) * at;
      show(middle - width * at, middle + width * (1 - at));
    };
    const actions = { in: () => zoom(0.5), out: () => zoom(2), left: () => move(-0.4),
      right: () => move(0.4), all: () => show(0, length) };
    const keys = { "+": "in", "=": "in", "-": "out", ArrowLeft: "left", ArrowRight: "right", "0": "all" };
    for (const button of figure.querySelectorAll("button[data-action]"))
      button.addEventListener("click", () => actions[button.dataset.action]());
    const area = figure.querySelector(".zoom");
    area.addEventListener("keydown", (event) => {
      if (!(event.key in keys) || event.ctrlKey || event.metaKey || event.altKey) return;
      actions[keys[event.key]]();
      event.preventDefault();
    });
    figure.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      const [a, b] = [...inputs].map((input) => Number(input.value.replace(/[,_\s]/g, "")));
      if (Number.isFinite(a) && Number.isFinite(b) && a <= b) show(a, b + 1);
    });
    const share = (event) => {
      const box = svg.getBoundingClientRect();
      return Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
    };
    let start = null;
    svg.addEventListener("pointerdown", (event) => { start = share(event); });
    svg.addEventListener("pointerup", (event) => {
      const end = share(event);
      if (start !== null && Math.abs(end - start) > 0.01) {
        const width = to - from;
        show(from + width * Math.min(start, end), from + width * Math.max(start, end));
      }
      start = null;
    });
    svg.addEventListener("dblclick", () => show(0, length));
    show(0, length);
    for (const hidden of figure.querySelectorAll("[hidden]")) hidden.hidden = false;
  }

  // MARK: Copying

  const copy = async (button) => {
    const code = button.previousElementSibling;
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      const selection = getSelection();
      selection.selectAllChildren(code);
      document.execCommand("copy");
    }
    button.textContent = words.copied;
    setTimeout(() => { button.textContent = words.copy; }, 1500);
  };
  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }

  // MARK: The list of downloads

  const downloads = document.getElementById("download-search");
  if (downloads) {
    const rows = [...document.getElementById("download-rows").tBodies[0].rows];
    downloads.addEventListener("input", () => {
      const wanted = downloads.value.toLowerCase();
      for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    });
  }
  for (const hidden of document.querySelectorAll(".controls[hidden]")) hidden.hidden = false;
})();
