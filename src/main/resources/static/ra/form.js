// Shows the field for a certification request only to those who bring one.
const request = document.getElementById("own-key");
function show() {
  request.hidden = document.querySelector("input[name=key]:checked")?.value !== "request";
}
for (const choice of document.querySelectorAll("input[name=key]")) choice.addEventListener("change", show);
show();
