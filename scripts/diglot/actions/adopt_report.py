"""What became of two trees that were adopted: counts, differences and what was left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from diglot.adopt.books import ReadBook
from diglot.adopt.differences import Difference, differences
from diglot.adopt.entries import Adopted
from diglot.adopt.extensions import extension_of, package_of
from diglot.adopt.plan import Plan
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Location, Report, Severity, sort_diagnostics
from diglot.core.i18n import _
from diglot.sphinxext.run.documents import ReadDocument
from diglot.sphinxext.run.stand_ins import UnknownName

_KEPT = _("memory.po keeps the translations in it; `diglot update` puts them in then")


def report_of(
    made: Plan,
    source: ReadBook,
    target: ReadBook,
    built: Mapping[str, ReadDocument],
    adopted: Mapping[str, Adopted],
    blocks: int,
) -> Report:
    """Return the report of `adopt_trees`: the `target` was `built` anew, of so many old blocks."""
    changed = tuple(_changed(target.documents, built))
    unknown = (*_unknown(made), *map(_unknown_name, source.unknown))
    problems = sort_diagnostics([*unknown, *_unpaired(adopted)])
    results = {
        **_results(target, blocks, adopted, changed),
        "rewritten": _rewritten(made),
        "settings": _settings(made),
    }
    return Report(problems, results)


def _results(
    target: ReadBook, blocks: int, adopted: Mapping[str, Adopted], changed: Iterable[Difference]
) -> dict[str, object]:
    found = list(changed)
    total = sum(len(document.texts) for document in target.documents.values())
    return {
        "blocks": blocks,
        "confirmed": sum(page.confirmed for page in adopted.values()),
        "fuzzy": sum(page.fuzzy for page in adopted.values()),
        "same": sum(page.same for page in adopted.values()),
        "left": sum(page.left for page in adopted.values()),
        "unchanged": total - sum(len(difference.before) for difference in found),
        "texts": total,
        "differences": [
            {
                "document": difference.document,
                "before": list(difference.before),
                "now": list(difference.now),
            }
            for difference in found
        ],
    }


def _changed(
    before: Mapping[str, ReadDocument], now: Mapping[str, ReadDocument]
) -> Iterator[Difference]:
    for name, old in before.items():
        yield from differences(name, old.texts, now.get(name, ReadDocument()).texts)


def _unknown(made: Plan) -> Iterator[Diagnostic]:
    for path, page in made.rewritten.items():
        for markup in page.unknown:
            yield Diagnostic(
                Code.UNKNOWN_MARKUP,
                Severity.WARNING,
                _("MyST does not read this, so it stays as it was: {markup}", markup=markup.markup),
                Location(path, markup.line),
                (_next_step(markup.markup),),
            )


def _next_step(markup: str) -> str:
    name = markup.lstrip("`~ ")
    if name == markup:
        return _("write it in MyST in the new project, or remove it")
    extension = extension_of(name)
    return _(
        "to have it drawn, install {package}, and in conf.py put {extension!r} into extensions "
        "and {name!r} into myst_fence_as_directive",
        package=package_of(extension),
        extension=extension,
        name=name,
    )


def _unknown_name(found: UnknownName) -> Diagnostic:
    message = (
        _("no extension knows the role {name}, so it stays as it was", name=found.name)
        if found.is_role
        else _("no extension knows the directive {name}, so it stays as it was", name=found.name)
    )
    extension = extension_of(found.name)
    package = package_of(extension)
    hint = _("put the extension that knows it into conf.py, or write it in another way")
    if package:
        hint = _(
            "run `pip install {package}`, and put {extension!r} into extensions in conf.py",
            package=package,
            extension=extension,
        )
    elif extension:
        hint = _("put {extension!r} into extensions in conf.py", extension=extension)
    hints = (hint,) if found.is_role else (hint, _KEPT)
    return Diagnostic(
        Code.UNKNOWN_MARKUP, Severity.WARNING, message, Location(found.path, found.line), hints
    )


def _unpaired(adopted: Mapping[str, Adopted]) -> Iterator[Diagnostic]:
    for name, page in adopted.items():
        for message in page.unpaired:
            yield Diagnostic(
                Code.UNPAIRED_BLOCK,
                Severity.INFO,
                _("no block of the source was found for this one"),
                Location(message.path or name, msgid=message.msgid),
                (_("memory.po keeps it; take from there what a message still lacks"),),
            )


def _settings(made: Plan) -> dict[str, object]:
    settings = made.settings[0]
    taken = [*settings.values, *(["myst_enable_extensions"] if settings.myst else [])]
    return {"path": settings.path, "taken": taken, "left": list(settings.left)}


def _rewritten(made: Plan) -> dict[str, list[dict[str, object]]]:
    return {
        path: [{"line": change.line, "what": str(change.what.value)} for change in page.changes]
        for path, page in made.rewritten.items()
        if page.changes
    }
