// The language switch keeps the place on the page, and remembers what the reader chose.
(function () {
  "use strict";
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a.language") : null;
    if (!link) return;
    link.hash = location.hash;
    try {
      localStorage.setItem("annai.language", link.hreflang);
    } catch (ignored) {
      // Storage can be switched off; then nothing is remembered.
    }
  });
  // On a narrow screen the navigation is folded until it is asked for.
  var folded = document.querySelector(".navigation details");
  var narrow = window.matchMedia && window.matchMedia("(max-width: 47.49rem)");
  function fold() {
    folded.open = !narrow.matches;
  }
  if (folded && narrow) {
    fold();
    if (narrow.addEventListener) narrow.addEventListener("change", fold);
  }
})();
