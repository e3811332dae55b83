// The keyboard and the mouse in the action plan. Everything here can be done without it.

const table = document.getElementById("plan-table");
const several = document.getElementById("several");

const rowOf = (element) => element.closest("tbody.row");
const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);

// --- Opening a row.

let place = null;

// A click anywhere in a row opens it; links, fields and dates work as usual, and so does selecting text.
table?.addEventListener("click", (event) => {
  const row = rowOf(event.target);
  if (!row || row.classList.contains("row--editing") || !table.classList.contains("plan-table--edit")) return;
  if (event.target.closest("a, input, label, summary, button") || window.getSelection().toString()) return;
  const cell = event.target.closest("td");
  place = { label: cell?.dataset.label, line: [...row.rows].indexOf(event.target.closest("tr")) };
  row.querySelector(".row__open")?.click();
});

// The field of the cell that was clicked; for the keyboard, and where there is none, the text of the action.
function firstBox(form) {
  const { label, line } = place ?? {};
  place = null;
  const milestone = form.querySelectorAll(".row-form__milestone")[line];
  const boxes = {
    Milestone: milestone?.querySelector("textarea[name$=-milestone]"),
    When: milestone?.querySelector("textarea[name$=-timescale]"),
    Lead: milestone?.querySelector(".lead-box"),
    Status: form.querySelector("select[name$=-status]:not(:disabled)"),
  };
  return boxes[label] ?? form.querySelector("textarea");
}

// When a row's form has opened, its first box takes the focus, unless there is something to read first.
document.addEventListener("htmx:load", (event) => {
  const part = event.detail.elt;
  if (part === document.body) return;
  const form = part.querySelector?.(".row-form");
  if (form) addLeadButtons(form);
  if (form && !form.querySelector("[data-focus], [autofocus], .govuk-error-summary")) firstBox(form)?.focus();
  if (part.matches?.("tbody.row")) countRows();
});

// --- The keyboard.

document.addEventListener("keydown", (event) => {
  const form = event.target.closest(".row-form, .update-form");
  if (form && event.key === "Escape") {
    event.preventDefault();
    leave(form);
  } else if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  } else if (!form && isPlain(event) && event.target.matches(".row__open")) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const openers = [...table.querySelectorAll(".row__open")];
    const next = step && openers[openers.indexOf(event.target) + step];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  }
});

// --- Cancelling: the form is replaced by the row, and the text is saved as a draft. A new row is removed.

function leave(form) {
  const cancel = form.querySelector(".row-form__cancel");
  form.dispatchEvent(new Event("draft-keep", { bubbles: true }));
  const row = rowOf(form);
  if (!row || cancel.hasAttribute("hx-get")) {
    cancel.click();
    return;
  }
  document.title = document.title.replace(/^Error: /, "");
  const before = row.previousElementSibling?.querySelector(".row__open, .group__add, textarea");
  row.remove();
  before?.focus();
}

document.addEventListener("click", (event) => {
  const cancel = event.target.closest(".row-form__cancel");
  if (!cancel || !rowOf(cancel)) return;
  if (cancel.hasAttribute("hx-get")) {
    cancel.closest("form").dispatchEvent(new Event("draft-keep", { bubbles: true }));
  } else {
    event.preventDefault();
    leave(cancel.closest("form"));
  }
});

// --- Leads: the empty field for another lead is hidden until it is needed.

function addLeadButtons(scope) {
  for (const group of scope.querySelectorAll(".govuk-form-group")) {
    const boxes = group.querySelectorAll(":scope > .lead-box");
    if (boxes.length < 2 || group.querySelector(".lead-add")) continue;
    const last = boxes[boxes.length - 1];
    last.hidden = true;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link-button lead-add";
    button.textContent = "Add a lead";
    button.addEventListener("click", () => {
      const box = last.hidden ? last : last.parentElement.insertBefore(last.cloneNode(true), button);
      if (box !== last) {
        const number = group.querySelectorAll(".lead-box").length;
        box.id = box.id.replace(/\d+$/, number - 1);
        box.setAttribute("aria-label", `Lead ${number}`);
        box.value = "";
      }
      box.hidden = false;
      box.focus();
    });
    group.append(button);
  }
}
addLeadButtons(document);

// --- Bulk edit: the form is shown once a row is selected.

function countTicked() {
  const chosen = document.querySelectorAll("input[name=rows][form=several]:checked").length;
  several?.classList.toggle("several--chosen", chosen > 0);
  const heading = several?.querySelector(".several__heading");
  if (heading && chosen) heading.textContent = `Change ${chosen} selected ${chosen === 1 ? "action" : "actions"}`;
}
document.addEventListener("change", (event) => {
  if (event.target.matches("input[name=rows]")) countTicked();
});
countTicked();

// A row that was added is counted above the table.
let rows = table?.querySelectorAll("tbody.row:not([id^=a-new])").length;
function countRows() {
  const now = table.querySelectorAll("tbody.row:not([id^=a-new])").length;
  for (const id of ["shown", "all"]) {
    const figure = document.getElementById(id);
    figure.textContent = Number(figure.textContent) + now - rows;
  }
  rows = now;
}

// --- The due date of the timescale that is being typed, and whether it is later than before.

let waiting;
document.addEventListener("input", (event) => {
  const milestone = event.target.closest(".row-form__milestone");
  if (!milestone || !/-(timescale|due_override_\w+)$/.test(event.target.name)) return;
  window.clearTimeout(waiting);
  waiting = window.setTimeout(() => read(milestone), 300);
});

async function read(milestone) {
  const line = milestone.querySelector("[data-reading]");
  const query = new URLSearchParams();
  for (const box of milestone.querySelectorAll("[name*=-timescale], [name*=-due_override_]")) query.set(box.name, box.value);
  const answer = await fetch(`${line.dataset.reading}?${query}`, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  line.innerHTML = await answer.text();
  const why = milestone.querySelector(".row-form__why");
  if (!why) return;
  const isLater = line.querySelector("[data-later]") !== null || why.querySelector("textarea").value !== "";
  why.classList.toggle("row-form__why--asked", isLater);
  why.open = isLater;
}
