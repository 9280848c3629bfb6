"""The builder `typst`: handouts as PDFs, and their Typst sources kept beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from importlib.resources import files
from pathlib import Path
from typing import ClassVar

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError

from diglot.core.codes import Code
from diglot.core.errors import DiglotError
from diglot.core.files import write_bytes, write_text
from diglot.sphinxext.progress import counted
from diglot.sphinxext.settings import current_language
from diglot.sphinxext.typst.assembly import assemble
from diglot.sphinxext.typst.documents import IMAGES, Documents
from diglot.sphinxext.typst.handouts import SINGLE, Handout, read_handouts
from diglot.sphinxext.typst.press import Press
from diglot.sphinxext.typst.references import TARGET_SIGN
from diglot.sphinxext.typst.state import State, read_state, write_state
from diglot.sphinxext.warn import warn
from diglot.typeset.code_theme import text_mate_theme
from diglot.typeset.fonts import Faces, FontBook, faces_for, font_book


class TypstBuilder(Builder):
    """Writes each document as a Typst source and typesets each handout of conf.py."""

    name = "typst"
    format = "typst"
    epilog = "The handouts are in %(outdir)s."
    allow_parallel = False
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
    ]
    # The files of the theme that documents import; the later one wins.
    themes: ClassVar[tuple[str, ...]] = ("theme",)
    # Sphinx would fetch them; a build needs no network.
    supported_remote_images = True

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        super().__init__(app, env)
        # Where extensions put what they draw.
        self.imagedir = IMAGES
        # Sphinx deprecates its own `self.app`.
        self._application = app

    def get_outdated_docs(self) -> str:
        """Return what is built: which documents are outdated is found out when writing."""
        return "handouts"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002 - Sphinx's signature
        """Return a document's address inside the handouts."""
        return TARGET_SIGN + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002 - Sphinx's signature
        """Return the same address from everywhere."""
        return self.get_target_uri(to, typ)

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Nothing: all is done for each handout."""

    def write_documents(self, _docnames: Set[str]) -> None:
        """Write the sources and typeset the handouts."""
        handouts = list(self._handouts())
        plans = [(handout, assemble(handout, self.env)) for handout in handouts]
        try:
            book, faces = self._fonts()
        except DiglotError as error:
            warn(Code.MISSING_FONT, error.message, hint=error.hint)
            return
        state_file = Path(self.outdir) / ".diglot-handouts.json"
        state = read_state(state_file)
        documents = self._documents(state)
        wanted = list(dict.fromkeys(name for _, plan in plans for name in plan.docnames))
        outdated = documents.outdated(wanted)
        for docname in counted(self._application, "writing", outdated, len(outdated)):
            documents.write(docname)
        documents.forget(wanted)
        self._write_theme()
        press = self._press(state, documents, book, faces)
        for handout, plan in counted(self._application, "typesetting", plans, len(plans)):
            press.make(handout, plan)
        press.remove_unlisted({handout.name for handout in handouts})
        write_state(state_file, state)

    def finish(self) -> None:
        """Nothing: a handout is finished when it is typeset."""

    def _handouts(self) -> Iterator[Handout]:
        listed = read_handouts(self._application, set(self.env.found_docs))
        return (handout for handout in listed if SINGLE in handout.reading)

    def _documents(self, state: State) -> Documents:
        return Documents(self._application, state)

    def _press(self, state: State, documents: Documents, book: FontBook, faces: Faces) -> Press:
        return Press(self._application, state, documents, book, faces)

    def _fonts(self) -> tuple[FontBook, Faces]:
        wishes = dict(self.config.diglot_fonts)
        folders = wishes.pop("folders", ())
        several = [folders] if isinstance(folders, str) else folders
        book = font_book(tuple(str(Path(self._application.confdir) / one) for one in several))
        return book, faces_for(current_language(self._application).bcp47, book.families, wishes)

    def _write_theme(self) -> None:
        """Put the theme beside the sources; the project's own comes last, so that it wins."""
        folder = Path(self.outdir) / "theme"
        stock = files("diglot.typeset").joinpath("theme").iterdir()
        style = self.config.pygments_style or "default"
        own = self._own_theme()
        parts = {
            **{one.name: one.read_bytes() for one in stock if one.name.endswith(".typ")},
            "code.tmTheme": text_mate_theme(style),
            "code-gray.tmTheme": text_mate_theme(style, gray=True),
            **own,
        }
        for name, data in parts.items():
            write_bytes(folder / name, data, sync=False)
        imported = [*self.themes, *(["project/theme"] if _OWN in own else [])]
        imports = [f'#import "/theme/{name}.typ": *\n' for name in imported]
        write_text(Path(self.outdir) / "theme.typ", "".join(imports), sync=False)

    def _own_theme(self) -> Mapping[str, bytes]:
        """Return the project's files of the theme, by their names.

        One file takes the place of single functions; those of a folder, of whole files.
        """
        if not self.config.diglot_handouts_theme:
            return {}
        path = Path(self._application.confdir, str(self.config.diglot_handouts_theme))
        try:
            if path.is_dir():
                return {one.name: one.read_bytes() for one in sorted(path.glob("*.typ"))}
            return {_OWN: path.read_bytes()}
        except OSError as error:
            message = f"diglot_handouts_theme: {path} cannot be read: {error.strerror}"
            raise ConfigError(message) from error


# Where a project's own functions lie in the theme.
_OWN = "project/theme.typ"
