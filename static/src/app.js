// Everything works without this file. It moves the focus to the error summary, stops a second press of a button from
// sending a form twice, and folds the menu away on a phone.
import { Button, ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink, createAll } from "./govuk-frontend.js";

createAll(Button, { preventDoubleClick: true });
for (const Component of [ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink]) {
  createAll(Component);
}

// On a narrow screen the style sheet makes cards of a table's rows, and some browsers then forget that it is a table.
// Roles say it again.
const roles = { thead: "rowgroup", tbody: "rowgroup", tfoot: "rowgroup", tr: "row", td: "cell" };
for (const table of document.querySelectorAll("table.app-table--cards")) {
  table.setAttribute("role", "table");
  for (const [element, role] of Object.entries(roles)) {
    table.querySelectorAll(element).forEach((part) => part.setAttribute("role", role));
  }
  for (const heading of table.querySelectorAll("th")) {
    heading.setAttribute("role", heading.scope === "row" ? "rowheader" : "columnheader");
  }
}
