"""Going through a page by keyboard alone, as somebody does who has no mouse."""

from playwright.sync_api import Locator, Page

MOST_TABS = 150


def tab_to(page: Page, target: Locator) -> None:
    """Go on with the Tab key until the target has the focus. AssertionError where it never gets it."""
    for _ in range(MOST_TABS):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key does not reach {target}")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    """Go to the target and press a key on it."""
    tab_to(page, target)
    page.keyboard.press(key)


def type_into(page: Page, label: str, words: str) -> None:
    """Go to the input of that label and type."""
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(words)
