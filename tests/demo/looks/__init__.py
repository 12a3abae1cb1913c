"""How the demo's sites are marked up: one file a look, named after the kind of site that has it."""

from __future__ import annotations

from tests.demo.looks.bund import Bund
from tests.demo.looks.dsfr import Dsfr
from tests.demo.looks.ezpublish import EzPublish
from tests.demo.looks.semantic import Semantic
from tests.demo.looks.uswds import Uswds

LOOKS = {"bund": Bund, "dsfr": Dsfr, "ezpublish": EzPublish, "semantic": Semantic, "uswds": Uswds}
