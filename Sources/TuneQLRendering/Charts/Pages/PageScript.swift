/// The script of pages: a click on a header sorts, a text box filters.
enum PageScript {
    /// Whole numbers are compared exactly, NULL is last, and words of the filter may stand anywhere.
    static let text = #"""
        (() => {
          "use strict";
          const collator = new Intl.Collator(undefined, {numeric: true});
          const isWhole = text => /^-?\d+$/.test(text);
          const key = cell => !cell || cell.classList.contains("null")
            ? null : cell.dataset.sort ?? cell.textContent;
          const order = (a, b) => {
            if (isWhole(a) && isWhole(b)) {
              const [x, y] = [BigInt(a), BigInt(b)];
              return x < y ? -1 : x > y ? 1 : 0;
            }
            const [x, y] = [Number(a), Number(b)];
            if (a.trim() && b.trim() && !isNaN(x) && !isNaN(y)) return x - y;
            return collator.compare(a, b);
          };
          const sort = head => {
            const table = head.closest("table");
            const sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
            for (const other of head.parentElement.cells) other.setAttribute("aria-sort", "none");
            head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
            const rows = Array.from(table.tBodies[0].rows, row => [key(row.cells[head.cellIndex]), row]);
            rows.sort(([a], [b]) => a === null || b === null
              ? (a === null) - (b === null) : sign * order(a, b));
            const sorted = document.createDocumentFragment();
            for (const [, row] of rows) sorted.append(row);
            table.tBodies[0].append(sorted);
          };
          const count = (shown, all) => {
            const rows = all === 1 ? "row" : "rows";
            return shown === all ? `${all.toLocaleString("en")} ${rows}`
              : `${shown.toLocaleString("en")} of ${all.toLocaleString("en")} ${rows}`;
          };
          const filter = box => {
            const section = box.closest("section");
            const words = box.value.toLowerCase().split(/\s+/).filter(word => word);
            const rows = section.querySelector("table").tBodies[0].rows;
            let shown = 0;
            for (const row of rows) {
              row.words ??= Array.from(row.cells, cell => cell.textContent.toLowerCase()).join("\n");
              row.hidden = !words.every(word => row.words.includes(word));
              if (!row.hidden) shown += 1;
            }
            section.querySelector(".filter output").textContent = count(shown, rows.length);
          };
          document.addEventListener("click", event => {
            const head = event.target.closest("th[aria-sort]");
            if (head) sort(head);
          });
          document.addEventListener("input", event => {
            if (event.target.closest(".filter")) filter(event.target);
          });
          document.addEventListener("DOMContentLoaded", () => {
            for (const line of document.querySelectorAll(".filter")) {
              line.hidden = false;
              filter(line.querySelector("input"));
            }
          });
        })();
        """#
}
