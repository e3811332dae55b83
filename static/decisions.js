// Updates the totals of the decision sheet as choices change. Without JavaScript, ‘Calculate totals’ does this.

const form = document.getElementById("sheet");
const totals = document.getElementById("totals");

// Parses an unambiguous amount to pence, as funding/money/amounts.py does; null for any other text.
function penceOf(words) {
  const text = words.trim().replace(/^£\s*/, "");
  const found = /^(\d{1,12}|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+)(?:\.(\d{1,2}))?$/.exec(text);
  if (!found) return null;
  return Number(found[1].replace(/[ ,]/g, "")) * 100 + Number((found[2] || "").padEnd(2, "0"));
}

function money(pence) {
  const pounds = Math.floor(Math.abs(pence) / 100).toLocaleString("en-GB");
  return `${pence < 0 ? "\u2212" : ""}£${pounds}.${String(Math.abs(pence) % 100).padStart(2, "0")}`;
}

function workOut() {
  let total = 0;
  let bids = 0;
  let unread = 0;
  for (const cell of form.querySelectorAll("[data-bid]")) {
    const amount = cell.querySelector("input[type=text]");
    const isChosen = cell.querySelector("input[value=recommend]:checked");
    if (!amount || !isChosen) continue;
    const pence = penceOf(amount.value);
    bids += 1;
    if (pence === null) unread += 1;
    else total += pence;
  }
  const left = Number(form.dataset.left) - total;
  const line = document.createElement("p");
  line.className = "govuk-body";
  line.append(`${bids} bid${bids === 1 ? "" : "s"} recommended: ${money(total)}. `);
  if (left < 0) {
    const over = document.createElement("strong");
    over.textContent = `This is ${money(-left)} more than the pot holds.`;
    line.append(over);
  } else {
    line.append(`${money(left)} left in the pot.`);
  }
  if (unread) line.append(unread === 1 ? " One amount is in the wrong format and is not included." : ` ${unread} amounts are in the wrong format and are not included.`);
  if (line.textContent !== totals.textContent.trim()) totals.replaceChildren(line);
}

if (form && totals) {
  for (const kind of ["input", "change"]) form.addEventListener(kind, workOut);
}
