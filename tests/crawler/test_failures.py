"""Every failure on the way to a server has one name."""

from __future__ import annotations

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)

from archive import ledger
from crawler.failures import EXPECTED, outcome_in_browser, outcome_of


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (DownloadTimeoutError("slow"), "timeout"),
        (TimeoutError(), "timeout"),
        (CannotResolveHostError("nobody"), "dns"),
        (DownloadConnectionRefusedError("no"), "refused"),
        (ResponseDataLossError(), "truncated"),
        (DownloadCancelledError("too much"), "too_large"),
        (DownloadFailedError("SSL handshake failed"), "tls"),
        (DownloadFailedError("ParseError: bad request line"), "decode_failed"),
        (DownloadFailedError("connection lost"), "reset"),
        (ConnectionResetError(104, "reset"), "reset"),
        (ValueError("no such thing"), "decode_failed"),
    ],
)
def test_each_failure_has_its_outcome(error: BaseException, outcome: str) -> None:
    assert isinstance(error, EXPECTED)
    assert outcome_of(error) == outcome
    assert ledger.is_outcome(outcome)


def test_a_fault_of_ours_is_not_expected() -> None:
    assert not isinstance(TypeError("ours"), EXPECTED)
    assert not isinstance(KeyError("ours"), EXPECTED)


def test_a_page_that_no_server_failed_is_the_browsers_own_failure() -> None:
    words = 'Error: Page.goto: net::ERR_FAILED at http://example.invalid/ waiting until "commit"'
    assert outcome_in_browser(words) == "browser_crash"
    assert outcome_in_browser(words.replace("ERR_FAILED", "ERR_CONNECTION_RESET")) == "reset"
