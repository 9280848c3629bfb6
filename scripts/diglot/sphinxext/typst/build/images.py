"""The images that documents print: which there are, and their copies among the Typst sources.

Everywhere, the `images` are paths from the folder of the Typst sources, with a slash before them,
by the uris that the doctrees have.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, MutableMapping
from importlib.metadata import version
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util.images import get_image_extension, parse_data_uri

from diglot.core.codes import Code
from diglot.core.files import file_state, write_bytes
from diglot.core.i18n import _
from diglot.core.image_types import named_by_bytes
from diglot.sphinxext.reporting.warn import warn
from diglot.typeset.images import fault_of, natural_size
from diglot.typeset.svg import without_html


def register_html_images(doctree: nodes.document, docname: str, builder: Builder) -> None:
    """Register the project's images that only raw HTML shows, of which Sphinx does not know."""
    for node in doctree.findall(nodes.image):
        address = node["uri"]
        if node.get("candidates") != {"?": address} or "://" in address:
            continue
        if address.startswith("data:"):
            path = _unpacked(address, Path(builder.doctreedir) / "images")
            relative = str(path)
        else:
            relative, absolute = builder.env.relfn2path(address, docname)
            path = Path(absolute)
        if path.is_file():
            digest = hashlib.sha256(relative.encode()).hexdigest()[:8]
            node["uri"] = relative
            builder.images[relative] = f"{digest}-{path.name}"


def images_of(
    doctree: nodes.document,
    docname: str,
    srcdir: Path,
    names: Mapping[str, str],
    folder: str,
    sound: MutableMapping[str, str],
) -> dict[str, str]:
    """Return the images of a doctree that can be printed, in a folder of the Typst sources.

    `names` are what Sphinx calls the images that it knows, by their uris. An image that cannot be
    read is warned of and left out. `sound` tells in which state of theirs Typst could show images.
    """
    return {
        uri: f"/{folder}/{named_by_bytes(names[uri], srcdir / uri)}"
        for node in doctree.findall(nodes.image)
        if (uri := node["uri"]) in names and _is_sound(node, docname, srcdir, sound)
    }


def natural_sizes(images: Mapping[str, str], srcdir: Path, folder: Path) -> dict[str, float]:
    """Return the longer sides of the bitmaps among images, in points, by their uris.

    `folder` holds the Typst sources, where diagrams lie that are no file of `srcdir`.
    """
    found = {
        uri: natural_size(file if (file := srcdir / uri).is_file() else folder / name[1:])
        for uri, name in images.items()
    }
    return {uri: size for uri, size in found.items() if size is not None}


def copy_images(images: Mapping[str, str], srcdir: Path, folder: Path) -> Iterator[str]:
    """Copy images into the folder of the Typst sources; yield the paths in it that are there."""
    for uri, name in images.items():
        relative = name.lstrip("/")
        source, copy = srcdir / uri, folder / relative
        if source.is_file():
            data = source.read_bytes()
            is_drawing = copy.suffix.lower() == ".svg"
            write_bytes(copy, without_html(data) if is_drawing else data, sync=False)
        # A diagram has no file in the sources: it has been drawn into this folder.
        if copy.is_file():
            yield relative


def _is_sound(
    node: nodes.image, docname: str, srcdir: Path, sound: MutableMapping[str, str]
) -> bool:
    uri = node["uri"]
    # With each image that it is asked about, Typst forgets more of what it has laid out.
    state = f"{version('typst')} {file_state(str(srcdir / uri))}"
    if sound.get(uri) == state:
        return True
    fault = fault_of(srcdir / uri)
    if fault is None:
        sound[uri] = state
        return True
    warn(
        Code.MISSING_IMAGE,
        _("the image {image} cannot be read: {fault}", image=uri, fault=fault),
        at=(docname, node.line),
        hint=_("save it again as SVG, PNG or JPEG; the handout prints its description"),
    )
    return False


def _unpacked(address: str, folder: Path) -> Path:
    """Write what a `data:` address holds to a file in a folder, and return that.

    Where the address cannot be read, the folder is returned.
    """
    try:
        held = parse_data_uri(address)
    except ValueError:
        held = None
    suffix = get_image_extension(held.mimetype) if held else None
    if held is None or suffix is None:
        return folder
    path = folder / f"{hashlib.sha256(held.data).hexdigest()[:16]}{suffix}"
    write_bytes(path, held.data, sync=False)
    return path
