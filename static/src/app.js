// Everything works without this file. It moves the focus to the error summary, stops a second press of a button from
// sending a form twice, and folds the menu and the conditional questions away.
import {
  Button,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  Radios,
  ServiceNavigation,
  SkipLink,
  createAll,
} from "./govuk-frontend.js";

createAll(Button, { preventDoubleClick: true });
for (const Component of [Checkboxes, ErrorSummary, NotificationBanner, Radios, ServiceNavigation, SkipLink]) {
  createAll(Component);
}
