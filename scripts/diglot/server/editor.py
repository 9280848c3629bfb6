"""Opening an editor at a place in a file of the project."""

from __future__ import annotations

import asyncio
import re
import shlex
from asyncio.subprocess import DEVNULL
from pathlib import Path

from diglot.core.errors import UsageError
from diglot.core.i18n import _
from diglot.core.project import Project

_PLACE = re.compile(r"(?P<path>.+?)(?::(?P<line>\d+))?", re.DOTALL)


class Editor:
    """An editor that `command` starts, such as ``code -g {file}:{line}``.

    A command that does not say where the file goes gets it as its last argument. No shell reads
    it. Raises UsageError where it is no command.
    """

    def __init__(self, project: Project, command: str) -> None:
        self._folders = [
            folder.resolve()
            for folder in (project.root, project.srcdir, project.confdir, *project.locale_dirs)
        ]
        self._root = project.root
        try:
            self._arguments = shlex.split(command)
        except ValueError as error:
            raise UsageError(
                _("the editor {command!r} is no command: {reason}", command=command, reason=error),
                hint=_("write it as in {example}", example="--editor 'code -g {file}:{line}'"),
            ) from error
        if not any("{file}" in argument for argument in self._arguments):
            self._arguments.append("{file}")

    async def open(self, place: str) -> bool:
        """Start the editor at a place (``path:line``, as diagnostics show it).

        Return False where that is no file of the project. Raises OSError where there is no such
        editor.
        """
        found = _PLACE.fullmatch(place)
        path = (self._root / found["path"]).resolve() if found else None
        if found is None or path is None or not self._is_ours(path):
            return False
        values = {"{file}": str(path), "{line}": found["line"] or "1"}
        # Not through a shell: a name of a file is never anything but a name.
        await asyncio.create_subprocess_exec(
            *(_filled(argument, values) for argument in self._arguments),
            stdin=DEVNULL,
            stdout=DEVNULL,
            stderr=DEVNULL,
            start_new_session=True,
        )
        return True

    def _is_ours(self, path: Path) -> bool:
        return path.is_file() and any(path.is_relative_to(folder) for folder in self._folders)


def _filled(argument: str, values: dict[str, str]) -> str:
    return re.sub(r"\{file\}|\{line\}", lambda name: values[name[0]], argument)
