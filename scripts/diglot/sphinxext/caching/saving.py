"""A function of somebody else's, and what takes its place."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_STOCK = "diglot_stock"


@dataclass(frozen=True, slots=True)
class Saving:
    """`make` returns, for the function `name` of `owner`, one that does the same.

    It was written for a function with these `parameters`.
    """

    owner: Any
    name: str
    parameters: tuple[str, ...]
    make: Callable[[Any], Any]


def install(saving: Saving) -> None:
    """Put a function in the place of another that looks as expected; it is never put on itself."""
    found = getattr(saving.owner, saving.name, None)
    stock = stock_of(found)
    if stock is None or tuple(inspect.signature(stock).parameters) != saving.parameters:
        return
    ours = saving.make(stock)
    setattr(ours, _STOCK, stock)
    setattr(saving.owner, saving.name, ours)


def stock_of(function: Any) -> Any:
    """Return what a function took the place of, or itself."""
    return getattr(function, _STOCK, function)
