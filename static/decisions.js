// Updates the totals of the decision sheet as choices change. Without JavaScript, ‘Calculate totals’ does this.

import { formatMoney, parseAmount } from "amounts";

const form = document.getElementById("sheet");
const totals = document.getElementById("totals");

// Shows the number of recommended bids, their total and the amount left in the pot.
function updateTotals() {
  let total = 0n;
  let bids = 0;
  let invalid = 0;
  for (const cell of form.querySelectorAll("[data-bid]")) {
    const amount = cell.querySelector("input[type=text]");
    const isChosen = cell.querySelector("input[value=recommend]:checked");
    if (!amount || !isChosen) continue;
    const pence = parseAmount(amount.value);
    bids += 1;
    if (pence === null) invalid += 1;
    else total += pence;
  }
  const left = BigInt(form.dataset.left) - total;
  const line = document.createElement("p");
  line.className = "govuk-body";
  line.append(`${bids} bid${bids === 1 ? "" : "s"} recommended: ${formatMoney(total)}. `);
  if (left < 0n) {
    const over = document.createElement("strong");
    over.textContent = `This is ${formatMoney(-left)} more than the pot holds.`;
    line.append(over);
  } else {
    line.append(`${formatMoney(left)} left in the pot.`);
  }
  if (invalid === 1) line.append(" One amount is in the wrong format and is not included.");
  else if (invalid) line.append(` ${invalid} amounts are in the wrong format and are not included.`);
  if (line.textContent !== totals.textContent.trim()) totals.replaceChildren(line);
}

if (form && totals) {
  for (const kind of ["input", "change"]) form.addEventListener(kind, updateTotals);
}
