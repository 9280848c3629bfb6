"""The messages of a project as the last reading of its sources recorded them, kept in two files.

One holds the templates; the other, small one says of which inputs they are, so that a reading that
changed nothing need not write all messages again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from diglot import __version__
from diglot.catalog.template import Template, TemplateMessage
from diglot.core.diagnostic import Diagnostic, diagnostic_from_dict
from diglot.core.files import file_state, now, state_as_read, write_text

_TEMPLATES, _KEY = "templates.json", "templates.key.json"


@dataclass(frozen=True, slots=True)
class Recorded:
    """Where the messages of a project are recorded.

    `inputs` is a fingerprint of its sources at a `moment` (as of `core.files.now`), `settings` one
    of conf.py, which has messages, too.
    """

    folder: Path
    inputs: str
    settings: str = ""
    moment: int = field(default_factory=now)

    def read(self) -> tuple[Template, ...] | None:
        """Return the templates, or None where the inputs were others or nothing is recorded."""
        data = _load(self.folder / _TEMPLATES) if self.is_current() else None
        return None if data is None else tuple(map(_template, data["templates"]))

    def is_current(self) -> bool:
        """Whether what is recorded is of these inputs."""
        key = _load(self.folder / _KEY)
        if key is None or key["inputs"] != self.inputs:
            return False
        return _are_unchanged(key["outside"])

    @property
    def state(self) -> str:
        """What changes when other messages are recorded."""
        return file_state(str(self.folder / _TEMPLATES))

    def problems(self) -> tuple[Diagnostic, ...]:
        """Return what was wrong with the sources that were read last, whichever inputs they are."""
        data = _load(self.folder / _TEMPLATES) or {}
        return tuple(map(diagnostic_from_dict, data.get("problems", ())))

    def stable_anchors(self) -> Mapping[str, Mapping[str, str]]:
        """Return the lasting anchors of the sources that were read last, as `write` takes them."""
        anchors: dict[str, dict[str, str]]
        anchors = (_load(self.folder / _TEMPLATES) or {}).get("stable_anchors", {})
        return anchors

    def write(
        self,
        templates: Iterable[Template],
        problems: Iterable[Diagnostic],
        outside: Iterable[str],
        stable_anchors: Mapping[str, Mapping[str, str]],
        reading: str = "",
    ) -> None:
        """Record the templates, and what was wrong with the documents when they were read.

        `outside` are the files beyond the project that were read, `stable_anchors` by document the
        anchors that stay the same, by the numbered ones of the same headings; `reading` tells this
        reading of the documents from every other.
        """
        # Without a key the templates count for nothing, so a crash in between does no harm.
        (self.folder / _KEY).unlink(missing_ok=True)
        data = [_as_data(template) for template in templates]
        found = [problem.as_stored() for problem in problems]
        content = {"templates": data, "problems": found, "stable_anchors": stable_anchors}
        _dump(self.folder / _TEMPLATES, content)
        self._write_key(outside, reading)

    def confirm(self, outside: Iterable[str], reading: str = "") -> bool:
        """Say that the recorded templates are those of the inputs, since the same reading has both.

        False where there are none, or of another reading or another conf.py.
        """
        key = _load(self.folder / _KEY) or {}
        if (key.get("settings"), key.get("reading")) != (self.settings, reading):
            return False
        if not (self.folder / _TEMPLATES).is_file():
            return False
        self._write_key(outside, reading)
        return True

    def _write_key(self, outside: Iterable[str], reading: str) -> None:
        states = {path: state_as_read(path, self.moment) for path in outside}
        made_of = {"inputs": self.inputs, "settings": self.settings, "reading": reading}
        _dump(self.folder / _KEY, {**made_of, "outside": states})


def _are_unchanged(states: dict[str, str]) -> bool:
    return all(file_state(path) == state for path, state in states.items())


def _load(path: Path) -> dict[str, Any] | None:
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) and data.get("version") == __version__ else None


def _dump(path: Path, data: dict[str, Any]) -> None:
    write_text(path, json.dumps({"version": __version__, **data}, ensure_ascii=False), sync=False)


def _template(data: dict[str, Any]) -> Template:
    messages = (
        TemplateMessage(msgid, tuple(paths), tuple(notes))
        for msgid, paths, notes in data["messages"]
    )
    return Template(data["domain"], tuple(messages))


def _as_data(template: Template) -> dict[str, Any]:
    messages = [(message.msgid, message.paths, message.notes) for message in template.messages]
    return {"domain": template.domain, "messages": messages}
