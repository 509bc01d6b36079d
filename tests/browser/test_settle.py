"""What the tests of pages build on: no outcome of a promise is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from settle import settle

pytestmark = pytest.mark.browser

# It settles while the page has so much to do that memory is freed before anybody is told.
SETTLED_WHILE_BUSY = """word => new Promise(settled => setTimeout(() => {
    settled(word);
    for (let k = 0; k < 30; k++) {
        queueMicrotask(() => Array.from({ length: 200000 }, (_, i) => ({ text: "x" + i })));
    }
}, 10))"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context() as context:
        yield context.new_page()


def test_the_outcome_reaches_the_test_though_the_page_is_busy(page: Page) -> None:
    assert [settle(page, SETTLED_WHILE_BUSY, k) for k in range(5)] == list(range(5))


def test_a_function_may_return_its_result_at_once_or_nothing(page: Page) -> None:
    assert settle(page, "() => ({ size: 3 })") == {"size": 3}
    assert settle(page, "async () => {}") is None


@pytest.mark.parametrize(
    "function", ["() => { throw new Error('lost') }", "async () => { throw new Error('lost') }"]
)
def test_an_error_is_reported_with_the_function(page: Page, function: str) -> None:
    with pytest.raises(AssertionError, match=r"Error: lost: .*throw"):
        settle(page, function)


def test_a_promise_that_never_settles_does_not_hang_the_test(page: Page) -> None:
    page.set_default_timeout(200)
    with pytest.raises(AssertionError, match=r"nothing came of .*Promise"):
        settle(page, "() => new Promise(() => {})")
