"""How countries write postcodes, where that differs from digits before the town (after UPU S42 and CLDR)."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: Countries that write the town first, with the form of what follows it.
TOWN_BEFORE_CODE: Mapping[str, str] = {
    "AU": r"[0-9]{4}",
    "BD": r"[0-9]{4}",
    "BH": r"[0-9]{3,4}",
    "BN": r"[A-Z]{2} ?[0-9]{4}",
    "BT": r"[0-9]{5}",
    "CL": r"[0-9]{3} ?[0-9]{4}",
    "CO": r"[0-9]{6}",
    "EC": r"[0-9]{6}|EC[0-9]{6}",
    "EG": r"[0-9]{5}(?:[0-9]{2})?",
    "ID": r"[0-9]{5}",
    "IL": r"[0-9]{5}(?:[0-9]{2})?",
    "IN": r"[1-9][0-9]{2}[ \u00a0]?[0-9]{3}",
    "IQ": r"[0-9]{5}",
    "IR": r"[0-9]{5}-?[0-9]{5}",
    "JO": r"[0-9]{5}",
    "KE": r"[0-9]{5}",
    "KH": r"[0-9]{5,6}",
    "KW": r"[0-9]{5}",
    "LB": r"[0-9]{4} ?[0-9]{4}",
    "LK": r"[0-9]{5}",
    "LV": r"LV-?[0-9]{4}",
    "MM": r"[0-9]{5}",
    "MT": r"[A-Z]{3} ?[0-9]{4}",
    "MV": r"[0-9]{5}",
    "NG": r"[0-9]{6}",
    "NP": r"[0-9]{5}",
    "NZ": r"[0-9]{4}",
    "PE": r"(?:Lima ?)?[0-9]{5}",
    "PG": r"[0-9]{3}",
    "PH": r"[0-9]{4}",
    "PK": r"[0-9]{5}",
    "SA": r"[0-9]{5}(?:-[0-9]{4})?",
    "SG": r"[0-9]{6}",
    "TH": r"[0-9]{5}",
    "UA": r"[0-9]{5}",
    "VN": r"[0-9]{5,6}",
    "ZA": r"[0-9]{4}",
}
#: Countries whose postcodes have three digits, and stand before the town.
THREE_DIGITS = frozenset(("IS", "FO"))
#: Countries that have none.
NO_POSTCODES = frozenset(
    re.findall(
        "..",
        "AEAGAOAWBIBJBOBSBWBZCDCFCGCICMDJDMERFJGAGDGHGMGQGYHKJMKIKMKNKPLCLYMLMOMRMWNRPAQARWSBSCSLSRSSSTSYTDTGTKTLTOTT"
        "TVTZUGVCVUWSYEZMZW",
    )
)
