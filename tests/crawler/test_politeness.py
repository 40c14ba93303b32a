"""One request at a time per host, its delay between two, slower where it asks for it."""

from __future__ import annotations

import asyncio
import time
from itertools import pairwise

from crawler.politeness import BACK_OFF_CAP, CRAWL_DELAY_CAP, LIVE_FLOOR, Politeness

HOST = "www.a.gov.cn"


def fast(_: str) -> bool:
    """A host in a network that the operator allows."""
    return True


def live(_: str) -> bool:
    """A host of the live web."""
    return False


async def visits(
    politeness: Politeness, number: int, host: str = HOST, seconds: float = 0.01
) -> list[tuple[float, float]]:
    spans: list[tuple[float, float]] = []

    async def one() -> None:
        async with politeness.turn(host):
            began = time.monotonic()
            await asyncio.sleep(seconds)
            spans.append((began, time.monotonic()))

    await asyncio.gather(*(one() for _ in range(number)))
    return sorted(spans)


def test_two_requests_to_a_host_never_overlap_and_keep_its_delay() -> None:
    spans = asyncio.run(visits(Politeness(0.05, fast), 4))
    for (began, ended), (next_began, _) in pairwise(spans):
        assert next_began >= ended
        assert next_began - began >= 0.05


def test_the_delay_counts_from_the_end_of_a_slow_answer() -> None:
    spans = asyncio.run(visits(Politeness(0.02, fast), 3, seconds=0.1))
    for (_, ended), (next_began, _) in pairwise(spans):
        assert next_began - ended >= 0.02


def test_other_hosts_do_not_wait() -> None:
    async def both() -> float:
        politeness, began = Politeness(0.3, fast), time.monotonic()
        await asyncio.gather(visits(politeness, 1, "a"), visits(politeness, 1, "b"))
        return time.monotonic() - began

    assert asyncio.run(both()) < 0.25


def test_crawl_delay_makes_a_host_slower_up_to_a_cap_and_never_faster() -> None:
    politeness = Politeness(2.0, live)
    politeness.honour(HOST, 1.0)
    assert politeness.delay(HOST) == 2.0
    politeness.honour(HOST, 99_999.0)
    assert politeness.delay(HOST) == CRAWL_DELAY_CAP


def test_a_rows_delay_below_the_floor_is_raised_on_the_live_web() -> None:
    politeness = Politeness(1.0, live)
    politeness.set_delay(HOST, 0.1)
    assert politeness.delay(HOST) == LIVE_FLOOR


def test_a_rows_delay_holds_from_the_moment_that_its_host_is_known_to_be_allowed() -> None:
    known: set[str] = set()
    politeness = Politeness(1.0, known.__contains__)
    politeness.set_delay(HOST, 0.1)
    assert politeness.delay(HOST) == LIVE_FLOOR
    known.add(HOST)
    assert politeness.delay(HOST) == 0.1


def test_a_host_that_throttles_is_asked_less_and_left_alone_after_the_second_time() -> None:
    politeness = Politeness(1.0, live)
    politeness.throttled(HOST)
    assert politeness.delay(HOST) == 2.0
    politeness.throttled(HOST)
    assert politeness.host(HOST).quiet_until > time.monotonic() + 20
    for _ in range(20):
        politeness.throttled(HOST, retry_after=86_400)
    assert politeness.delay(HOST) <= BACK_OFF_CAP
    assert politeness.host(HOST).quiet_until <= time.monotonic() + BACK_OFF_CAP
    politeness.answered(HOST)
    assert politeness.host(HOST).throttled == 0
