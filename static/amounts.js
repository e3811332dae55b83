// Parses and formats amounts of money as funding/money/amounts.py does. Amounts are BigInt pence, so that no digit is
// lost. tests/browser/test_amounts.py runs both parsers over the same cases (tests/funding/amounts.json).

const PLAIN = /^\d{1,12}$/;
const GROUPED = /^\d{1,3}(?:(?:,\d{3})+|(?: \d{3})+)$/;
const LARGEST = 10n ** 14n - 1n;
const SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;

// Replaces full-width characters, other minus and pound signs and other spaces with the usual ones.
function normalise(text) {
  return text
    .replace(/[\uff01-\uff5e]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(/\u2212/g, "-")
    .replace(/\uffe1/g, "£")
    .replace(SPACES, " ");
}

// Returns the sign, and the text without the sign and without the pound sign or "GBP".
function splitSign(text) {
  let sign = 1n;
  let rest = text;
  if (rest.startsWith("(") && rest.endsWith(")")) [sign, rest] = [-1n, rest.slice(1, -1).trim()];
  else if (rest.startsWith("-")) [sign, rest] = [-1n, rest.slice(1).trim()];
  if (rest.startsWith("£")) {
    rest = rest.slice(1).trim();
    if (rest.startsWith("-") && sign === 1n) [sign, rest] = [-1n, rest.slice(1).trim()];
  } else if (rest.slice(0, 3).toUpperCase() === "GBP") {
    rest = rest.slice(3).trim();
  }
  return [sign, rest];
}

// Returns the amount in pence, or null for text that is blank, is not an amount or could mean two amounts.
export function parseAmount(text) {
  // Only JavaScript counts a byte order mark as a space.
  if (text.includes("\ufeff")) return null;
  const [sign, bare] = splitSign(normalise(text).trim());
  const [pounds, pence, ...others] = bare.split(".");
  if (others.length || (pence !== undefined && !/^\d{1,2}$/.test(pence))) return null;
  const isPence = pounds === "" && pence !== undefined;
  if (!isPence && !PLAIN.test(pounds) && !GROUPED.test(pounds)) return null;
  const total = BigInt(pounds.replace(/[ ,]/g, "") || "0") * 100n + BigInt((pence || "").padEnd(2, "0"));
  return total > LARGEST ? null : sign * total;
}

// Returns an amount of pence as text: £1,234.50, or −£653.00.
export function formatMoney(pence) {
  const size = pence < 0n ? -pence : pence;
  const pounds = (size / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  return `${pence < 0n ? "\u2212" : ""}£${pounds}.${(size % 100n).toString().padStart(2, "0")}`;
}
