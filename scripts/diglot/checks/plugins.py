"""Checks and spelling engines of other distributions, found by their entry points.

A plugin that does not work gives a diagnostic that names its distribution; the others are used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from traceback import extract_tb

from diglot.checks.message import Check
from diglot.checks.spelling import spelling_by
from diglot.core.codes import Code, is_plugin_code
from diglot.core.diagnostic import Diagnostic, Location, Severity
from diglot.core.i18n import _

CHECKS = "diglot.checks"
"""The group of entry points that name a `Check`, or an iterable of them."""
SPELLING = "diglot.spelling"
"""The group of entry points that name a `SpellingEngine`."""


@dataclass(frozen=True, slots=True)
class Plugins:
    """The checks that other distributions offer, and what is wrong with those left out."""

    checks: tuple[Check, ...] = ()
    problems: tuple[Diagnostic, ...] = ()

    @property
    def can_spell(self) -> bool:
        """Whether any of them is a spelling engine."""
        return any(check.code == Code.SPELLING for check in self.checks)


def load_plugins() -> Plugins:
    """Import what is installed, in the order of the entry points' names."""
    checks: list[Check] = []
    problems: list[Diagnostic] = []
    for group in (CHECKS, SPELLING):
        for point in sorted(entry_points(group=group), key=lambda point: (point.name, point.value)):
            provider = (point.dist and point.dist.name) or point.value
            taken = {check.code for check in checks}
            try:
                checks += list(_offered(point, provider, taken))
            except (Exception, SystemExit) as error:
                what = _(
                    "the entry point {point} of {group} cannot be used",
                    point=point.name,
                    group=group,
                )
                problems.append(failure(provider, what, error))
    return Plugins(tuple(checks), tuple(problems))


def failure(
    provider: str, what: str, error: BaseException, place: Location | None = None
) -> Diagnostic:
    """Return the diagnostic of a plugin that raised `error`; `what` says what it could not do."""
    frames = extract_tb(error.__traceback__)
    at = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    shown = f"{type(error).__name__}: {error}{at}"
    return Diagnostic(
        Code.BROKEN_PLUGIN,
        Severity.ERROR,
        _(
            "{provider}: {what}: {error}",
            provider=provider,
            what=what,
            error=shown,
        ),
        place,
        (
            _(
                "tell the authors of {provider}, or uninstall it; all other checks are made",
                provider=provider,
            ),
        ),
    )


def _offered(point: EntryPoint, provider: str, taken: set[str]) -> Iterator[Check]:
    """Yield the checks of an entry point. Raises whatever importing it does, else TypeError.

    A ValueError says that a code has no prefix of its own, or is among those `taken`.
    """
    offer = point.load()
    if point.group == SPELLING:
        if not callable(offer):
            raise TypeError(f"{offer!r} cannot be called")
        yield Check(Code.SPELLING, Severity.INFO, spelling_by(offer), provider=provider)
        return
    several: Iterable[object] = (offer,) if isinstance(offer, Check) else offer
    for check in several:
        if not isinstance(check, Check) or not callable(check.find):
            raise TypeError(f"{check!r} is no diglot.checks.Check")
        if not is_plugin_code(check.code):
            raise ValueError(f"{check.code!r} is no code with a prefix, such as acme.tone")
        if check.code in taken:
            raise ValueError(f"there already is a check {check.code}")
        taken.add(check.code)
        yield replace(check, severity=Severity(check.severity), provider=provider)
