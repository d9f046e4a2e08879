(function () {
  'use strict';
  function value(cell) {
    var text = cell.textContent.trim();
    var number = parseFloat(text.replace(/,/g, ''));
    return /^[-+]?[0-9.]/.test(text) ? number : text.toLowerCase();
  }
  function order(a, b) {
    var kindA = typeof a, kindB = typeof b;
    if (kindA !== kindB) { return kindA === 'number' ? -1 : 1; }
    return a > b ? 1 : (b > a ? -1 : 0);
  }
  function sortBy(table, head, index) {
    var up = head.getAttribute('aria-sort') !== 'ascending';
    var rows = Array.from(table.tBodies[0].rows);
    rows.sort(function (x, y) {
      var by = order(value(x.cells[index]), value(y.cells[index]));
      return up ? by : -by;
    });
    Array.from(table.tHead.rows[0].cells).forEach(function (other) {
      other.removeAttribute('aria-sort');
    });
    head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    rows.forEach(function (row) { table.tBodies[0].appendChild(row); });
  }
  function addFilter(table) {
    var box = document.createElement('input');
    box.type = 'search';
    box.className = 'filter';
    box.placeholder = 'Filter rows';
    box.setAttribute('aria-label', 'Filter rows of: ' + table.caption.textContent);
    box.addEventListener('input', function () {
      var wanted = box.value.toLowerCase();
      Array.from(table.tBodies[0].rows).forEach(function (row) {
        row.hidden = !row.textContent.toLowerCase().includes(wanted);
      });
    });
    table.parentElement.before(box);
  }
  Array.from(document.querySelectorAll('table.data')).forEach(function (table) {
    if (2 > table.tBodies[0].rows.length) { return; }
    Array.from(table.tHead.rows[0].cells).forEach(function (head, index) {
      var button = document.createElement('button');
      button.type = 'button';
      button.textContent = head.textContent;
      head.textContent = '';
      head.appendChild(button);
      button.addEventListener('click', function () { sortBy(table, head, index); });
    });
    if (table.tBodies[0].rows.length > 7) { addFilter(table); }
  });
}());
