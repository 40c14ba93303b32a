"""Spawned processes that do not load the program which started them."""

from __future__ import annotations

import sys
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.process import BaseProcess
from typing import Any


class _Process(SpawnProcess):
    """One that does not run the parent's script first, as spawning does: bin/scrapy loads all of Scrapy."""

    @staticmethod
    def _Popen(process_obj: BaseProcess) -> Any:  # noqa: N802 (multiprocessing's name)
        main = vars(sys.modules["__main__"])
        script = main.pop("__file__", None)
        try:
            return SpawnProcess._Popen(process_obj)  # noqa: SLF001
        finally:
            if script is not None:
                main["__file__"] = script


class LeanContext(SpawnContext):
    """The context of such processes: what they run must be importable from a module, never from a script."""

    Process = _Process
