"""The quick walk finds what docutils' own finds."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from diglot.sphinxext.transforms.descendants import nodes_of

_PAGE = """
Title
=====

Some *words*, more **words *and* others**.

* an item with *words*

  * another, with ``code``

Below
-----

=====  =====
*one*  two
=====  =====
"""


@pytest.mark.parametrize(
    "kind",
    [
        nodes.Node,
        nodes.Element,
        nodes.Text,
        nodes.emphasis,
        nodes.literal,
        nodes.table,
        nodes.image,
    ],
)
def test_the_nodes_are_those_of_docutils_in_its_order(kind: type[nodes.Node]) -> None:
    document = publish_doctree(_PAGE)
    for root in (document, document[0], document[-1]):
        assert nodes_of(root, kind) == list(root.findall(kind))
