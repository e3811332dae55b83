// Adds rows without a request and updates their totals as the user types. The form works without JavaScript.

// The amount formats that funding/money/amounts.py parses. Other amounts are excluded, and the page says so.
const AMOUNT = /^(?:£|GBP ?)?\s*(\d{1,12}|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+)?(?:\.(\d{1,2}))?$/i;

function penceOf(typed) {
  const text = typed.trim();
  const found = AMOUNT.exec(text);
  if (!found || (!found[1] && !found[2])) return null;
  return BigInt((found[1] || "0").replace(/[ ,]/g, "")) * 100n + BigInt((found[2] || "").padEnd(2, "0"));
}

function moneyOf(pence) {
  const pounds = (pence / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  return `£${pounds}.${(pence % 100n).toString().padStart(2, "0")}`;
}

function sumUp(answer) {
  for (const sum of answer.querySelectorAll("[data-sum]")) {
    let total = 0n;
    let unread = false;
    for (const row of answer.querySelectorAll("[data-row]")) {
      const kind = row.querySelector("[data-kind]")?.value || "";
      const typed = row.querySelector("[data-amount]").value;
      if (kind !== sum.dataset.sum || !typed.trim()) continue;
      const pence = penceOf(typed);
      if (pence === null) unread = true;
      else total += pence;
    }
    sum.textContent = moneyOf(total);
    sum.parentElement.querySelector("[data-unread]").hidden = !unread;
  }
}

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
  answer.addEventListener("input", () => sumUp(answer));
  answer.addEventListener("change", () => sumUp(answer));
  answer.querySelector("[data-more]")?.addEventListener("click", (event) => {
    // Above the maximum number of rows, the server returns the error message.
    if (answer.querySelectorAll("[data-row]").length + 3 > MOST_ROWS) return;
    event.preventDefault();
    addRows(answer);
  });
  sumUp(answer);
}
