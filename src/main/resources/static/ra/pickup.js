// A passphrase that a person can type from paper: made here, sent once with the form, kept nowhere.
const form = document.getElementById("pickup"), field = document.getElementById("passphrase");
const again = document.getElementById("make"), after = document.getElementById("after");
const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"; // 32 of them, none that look alike: 5 bits each

function make() {
  const bytes = crypto.getRandomValues(new Uint8Array(20));
  const letters = Array.from(bytes, (byte) => LETTERS[byte & 31]);
  field.value = [0, 4, 8, 12, 16].map((from) => letters.slice(from, from + 4).join("")).join("-");
}

again.hidden = false;
again.addEventListener("click", make);
if (!field.value) make();

// The answer is a file: the page stays, and says what to do with it.
form.addEventListener("submit", () => {
  after.hidden = false;
  setTimeout(() => {
    after.scrollIntoView({ block: "nearest" });
    form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  }, 3000);
});
