"""What a build warned of, kept beside what it is about, until a build looks at that again.

Warnings of reading a document lie in the environment, with all else that was read of it: the
formats of a language share them. Warnings of writing it lie in the state of the format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from diglot.core.diagnostic import Diagnostic, diagnostic_from_dict
from diglot.sphinxext.i18n.data_domain import DataDomain
from diglot.sphinxext.reporting.origin import Origin, Stage

Problems = dict[str, list[dict[str, Any]]]
"""Diagnostics as data, by document; those of the whole output under the name ""."""


class ReadingProblems(DataDomain):
    """Stores what was wrong with each document when it was read, and removes it with it."""

    name = "diglot-problems"
    label = "diglot: problems"
    initial_data: ClassVar[dict[str, Any]] = {"problems": {}}
    data_version = 2

    def clear_doc(self, docname: str) -> None:
        """Remove the problems of a document."""
        self.data["problems"].pop(docname, None)

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        """Copy the problems of the documents that another process has read."""
        for docname in docnames:
            if docname in otherdata["problems"]:
                self.data["problems"][docname] = otherdata["problems"][docname]


@dataclass(slots=True)
class _Log:
    """What one application found: of pages since they were last stored, and all the rest."""

    pages: Problems = field(default_factory=dict)
    others: list[Diagnostic] = field(default_factory=list)


_logs: WeakKeyDictionary[Sphinx, _Log] = WeakKeyDictionary()


def register(app: Sphinx) -> None:
    """Add the domain."""
    app.add_domain(ReadingProblems)


def note_problem(app: Sphinx, diagnostic: Diagnostic, origin: Origin) -> None:
    """Keep a problem that came up while `app` built."""
    log = _logs.setdefault(app, _Log())
    match origin.stage:
        case Stage.READING:
            _add(app.env.domaindata[ReadingProblems.name]["problems"], origin.document, diagnostic)
        case Stage.WRITING:
            _add(log.pages, origin.document, diagnostic)
        case Stage.WHOLE:
            log.others.append(diagnostic)


def settle_pages(
    app: Sphinx, stored: Mapping[str, list[dict[str, Any]]], written: Iterable[str]
) -> Problems:
    """Return the problems of all pages, to be stored with the state of the format.

    `stored` are those that the last build left, `written` the documents that this one has written
    since the last call; "" among them stands for the output as a whole.
    """
    log = _logs.setdefault(app, _Log())
    gone = {*written, *(stored.keys() - app.env.found_docs - {""})}
    kept: Problems = {name: list(recorded) for name, recorded in stored.items() if name not in gone}
    for docname, problems in log.pages.items():
        for problem in problems:
            if problem not in kept.setdefault(docname, []):
                kept[docname].append(problem)
    log.pages = {}
    log.others.extend(_read(kept))
    return kept


def all_problems(app: Sphinx) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the output of a build that has finished, each problem once."""
    log = _logs.setdefault(app, _Log())
    problems = [*reading_problems(app.env), *log.others, *_read(log.pages)]
    return tuple(dict.fromkeys(problems))


def forget_problems(app: Sphinx) -> None:
    """Forget what `app` has found so far, except for what lies in its environment."""
    _logs.pop(app, None)


def problems_of_document(env: BuildEnvironment, docname: str) -> Iterator[Diagnostic]:
    """Yield what was wrong with a document when it was read."""
    problems: Problems = env.domaindata.get(ReadingProblems.name, {"problems": {}})["problems"]
    yield from map(diagnostic_from_dict, problems.get(docname, ()))


def reading_problems(env: BuildEnvironment) -> Iterator[Diagnostic]:
    """Yield what was wrong with the documents of an environment when they were read."""
    yield from _read(env.domaindata.get(ReadingProblems.name, {"problems": {}})["problems"])


def _add(problems: Problems, docname: str, diagnostic: Diagnostic) -> None:
    data = diagnostic.as_stored()
    if data not in problems.setdefault(docname, []):
        problems[docname].append(data)


def _read(problems: Mapping[str, list[dict[str, Any]]]) -> Iterator[Diagnostic]:
    for found in problems.values():
        yield from map(diagnostic_from_dict, found)
