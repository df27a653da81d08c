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
  const group = (value) => typeof value === "number" || typeof value === "bigint"
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
          const value = values[index[name]];
          // Numbers that JSON's would not hold exactly come as text.
          cell.textContent = kind === "n" && /^\d+$/.test(value) ? group(BigInt(value)) : text(value);
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
      rect, a: BigInt(rect.dataset.a), b: BigInt(rect.dataset.b) }));
    // Positions go up to 2^63, beyond what a number holds exactly: drawing takes numbers, telling does not.
    const length = BigInt(figure.dataset.length);
    const [low, middle, high] = figure.querySelectorAll(".scale span");
    const region = figure.querySelector(".region");
    const inputs = figure.querySelectorAll("input[type=text]");
    const within = (value, least, most) => value < least ? least : value > most ? most : value;
    let from = 0n;
    let to = length;
    const show = (a, b) => {
      const width = within(b - a, length < 16n ? length : 16n, length);
      from = within(a, 0n, length - width);
      to = from + width;
      for (const bar of bars) {
        const x = Math.max(Number(bar.a - from) / Number(width), -0.01);
        const end = Math.min(Number(bar.b - from) / Number(width), 1.01);
        bar.rect.setAttribute("x", x * 1000);
        bar.rect.setAttribute("width", end <= x ? 0 : Math.max((end - x) * 1000, 1));
      }
      low.textContent = group(from);
      middle.textContent = group((from + to - 1n) / 2n);
      high.textContent = group(to - 1n);
      region.textContent = say(words.region, { first: from, last: to - 1n });
      inputs[0].value = String(from);
      inputs[1].value = String(to - 1n);
    };
    // A share of what is shown.
    const part = (share) => (to - from) * BigInt(Math.round(share * 1e6)) / 1000000n;
    const move = (share) => { const by = part(share); show(from + by, to + by); };
    const actions = { in: () => show(from + part(0.25), to - part(0.25)),
      out: () => show(from - part(0.5), to + part(0.5)), left: () => move(-0.4),
      right: () => move(0.4), all: () => show(0n, length) };
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
      const [a, b] = [...inputs].map((input) => input.value.replace(/[,_\s]/g, ""));
      if (/^\d{1,19}$/.test(a) && /^\d{1,19}$/.test(b) && BigInt(a) <= BigInt(b))
        show(BigInt(a), BigInt(b) + 1n);
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
        show(from + part(Math.min(start, end)), from + part(Math.max(start, end)));
      }
      start = null;
    });
    svg.addEventListener("dblclick", () => show(0n, length));
    show(0n, length);
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
