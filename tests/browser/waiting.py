"""Wait for something on the page to become true."""

from time import monotonic

from playwright.sync_api import Page


def comes_true(page: Page, expression: str, arg: object = None, *, within_s: float = 30) -> None:
    """Wait until `expression`, a function of `arg` or a value, is truthy in the page.

    `Page.wait_for_function` asks again from within the page, where the app's own policy forbids it: it works
    only when the first answer is yes.
    """
    ends = monotonic() + within_s
    while not page.evaluate(expression, arg):
        assert monotonic() < ends, f"not true within {within_s:g} s: {expression}"
        page.wait_for_timeout(50)
