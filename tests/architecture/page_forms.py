"""The form of a page as a browser would send it."""

from dataclasses import dataclass

from lxml import html

Fields = dict[str, list[str]]


@dataclass(frozen=True)
class SentForm:
    """What a form sends as it stands, by name, and which of the names a person types or chooses."""

    action: str
    values: Fields
    typed: tuple[str, ...]
    chosen: tuple[str, ...]

    def emptied(self) -> Fields:
        """As though everything typed were deleted, every tick taken away, and nothing chosen."""
        left = {name: values for name, values in self.values.items() if name not in self.typed + self.chosen}
        return left | {name: [""] for name in self.typed}


def form_of(page: str) -> SentForm | None:
    """The largest form of the page's main part that is sent by POST; None where there is none."""
    found = [_read(form) for form in _forms(page, "post")]
    return max(found, key=lambda form: len(form.values), default=None)


def queries_of(page: str) -> set[str]:
    """The names that the forms of a page's main part, sent by GET, put into its address."""
    return {name for form in _forms(page, "get") for name in _read(form).values}


def _forms(page: str, method: str) -> list[html.FormElement]:
    main = html.fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8")).find(".//main")
    forms = [] if main is None else main.iter("form")
    return [form for form in forms if (form.get("method") or "get").lower() == method]


def _read(form: html.FormElement) -> SentForm:
    values: Fields = {}
    typed, chosen = [], []
    for control in form.iter("input", "textarea", "select"):
        name, kind = control.get("name"), control.get("type", "text") if control.tag == "input" else control.tag
        if not name or kind in ("submit", "button", "file"):
            continue
        if kind in ("radio", "checkbox", "select"):
            chosen.append(name)
            values.setdefault(name, []).extend(_choice(control))
        else:
            values.setdefault(name, []).append(control.value or "")
            if kind != "hidden":
                typed.append(name)
    return SentForm(form.get("action") or "", values, tuple(dict.fromkeys(typed)), tuple(dict.fromkeys(chosen)))


def _choice(control: html.HtmlElement) -> list[str]:
    if control.tag == "select":
        return [str(value) for value in control.value] if control.multiple else [control.value or ""]
    return [control.get("value") or "on"] if control.get("checked") is not None else []
