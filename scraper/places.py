"""Where things lie: the archive's folder by default, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

#: The folder that holds the packages: the project's root in a checkout.
_ABOVE = Path(__file__).resolve().parent.parent


def checkout() -> Path | None:
    """The project's root where this is a checkout of it; None in an installed wheel."""
    return _ABOVE if (_ABOVE / "pyproject.toml").is_file() and (_ABOVE / "scrapy.cfg").is_file() else None


def default_archive() -> Path:
    """`data/` in the project's root, wherever the command is called from; from a wheel, the user's data folder."""
    if root := checkout():
        return root / "data"
    import platformdirs  # only a wheel needs it

    return platformdirs.user_data_path("govnews")
