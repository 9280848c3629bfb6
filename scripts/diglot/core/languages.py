"""All languages of a project in one model: source, targets, and the partner of parallel text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diglot.core.errors import DiglotError
from diglot.core.i18n import _, listed
from diglot.core.language import Language


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of a project, the source first.

    `partner` is the target that stands beside the source in parallel text; None where there is
    no target.
    """

    source: Language
    targets: tuple[Language, ...] = ()
    partner: Language | None = None

    def __iter__(self) -> Iterator[Language]:
        yield self.source
        yield from self.targets

    def __len__(self) -> int:
        return 1 + len(self.targets)

    @property
    def pair(self) -> tuple[Language, Language] | None:
        """The languages of parallel text, the source first."""
        return (self.source, self.partner) if self.partner else None

    def get(self, tag: str) -> Language | None:
        """Return the language with a Sphinx tag, or None."""
        return next((language for language in self if language.tag == tag), None)


def languages_of(languages: tuple[Language, ...], partner: str = "") -> Languages:
    """Return the model of `languages`, the source first.

    `partner` is the tag of the partner that is asked for, or "" for the first target. Raises
    DiglotError where that is no target.
    """
    source, *targets = languages
    if not partner:
        return Languages(source, tuple(targets), targets[0] if targets else None)
    named = next((language for language in targets if language.tag == partner), None)
    if named is None:
        tags = [language.tag for language in targets]
        known = (
            _("the targets are {languages}", languages=listed(tags))
            if tags
            else _("there is no target language")
        )
        raise DiglotError(
            _(
                "diglot_partner names {partner!r}, which is no target language; {known}",
                partner=partner,
                known=known,
            ),
            hint=_("name a target of diglot_languages in conf.py, or leave diglot_partner out"),
        )
    return Languages(source, tuple(targets), named)
