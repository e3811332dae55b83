// Adds rows without a request and updates their totals as the user types. The form works without JavaScript.

import { formatMoney, parseAmount } from "amounts";

// Updates each total of the rows, and shows whether it excludes amounts that cannot be parsed.
function updateTotals(answer) {
  for (const sum of answer.querySelectorAll("[data-sum]")) {
    let total = 0n;
    let isPartial = false;
    for (const row of answer.querySelectorAll("[data-row]")) {
      const kind = row.querySelector("[data-kind]")?.value || "";
      const typed = row.querySelector("[data-amount]").value;
      if (kind !== sum.dataset.sum || !typed.trim()) continue;
      const pence = parseAmount(typed);
      if (pence === null) isPartial = true;
      else total += pence;
    }
    sum.textContent = formatMoney(total);
    sum.parentElement.querySelector("[data-unread]").hidden = !isPartial;
  }
}

// Adds three blank rows after the last row, and moves the focus to the first of them.
function addRows(answer) {
  const rows = answer.querySelectorAll("[data-row]");
  const last = rows[rows.length - 1];
  const boxes = last.querySelectorAll("input, select").length;
  let first = null;
  for (let place = rows.length; place < rows.length + 3; place += 1) {
    const row = last.cloneNode(true);
    [...row.querySelectorAll("input, select")].forEach((box, at) => {
      const label = box.parentElement.querySelector("label");
      box.name = box.name.replace(/-\d+-(\d+)$/, `-${place}-$1`);
      box.id = box.id.replace(/_\d+$/, `_${place * boxes + at}`);
      label.htmlFor = box.id;
      label.querySelector("[data-number]").textContent = place + 1;
      if (box.matches("input")) box.value = "";
      else box.selectedIndex = 0;
      first = first || box;
    });
    answer.querySelector("[data-rows]").append(row);
  }
  first.focus();
}

const MOST_ROWS = 60;
for (const answer of document.querySelectorAll(".bid-answer")) {
  if (!answer.querySelector("[data-rows]")) continue;
  answer.addEventListener("input", () => updateTotals(answer));
  answer.addEventListener("change", () => updateTotals(answer));
  answer.querySelector("[data-more]")?.addEventListener("click", (event) => {
    // Above the maximum number of rows, the server returns the error message.
    if (answer.querySelectorAll("[data-row]").length + 3 > MOST_ROWS) return;
    event.preventDefault();
    addRows(answer);
  });
  updateTotals(answer);
}
