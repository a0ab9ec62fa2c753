"""Where the typefaces of printed documents are, and which of the wanted ones are missing.

Documents of the union are set in a face with the measures of Times New Roman (NĐ 30/2020/NĐ-CP, Phụ lục I). ``Tinos``
has them, is free (OFL-1.1) and has every Vietnamese letter; ``make setup`` copies its TTF files out of the npm package
``@expo-google-fonts/tinos`` into :data:`VENDOR`. Without it documents are set in Libertinus Serif, which typst carries
inside and which has every Vietnamese letter too, so that a missing file changes the looks, never the words.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

VENDOR = Path(__file__).parent / "vendor"
TIMES_LIKE = "Tinos"
TINOS_FILES = (
    "Tinos_400Regular.ttf",
    "Tinos_400Regular_Italic.ttf",
    "Tinos_700Bold.ttf",
    "Tinos_700Bold_Italic.ttf",
)
# DejaVu Sans Mono (also inside typst) comes last: it has the arrows, ticks and Arabic letters the others lack.
SERIF = (TIMES_LIKE, "Libertinus Serif", "Be Vietnam Pro", "DejaVu Sans Mono")


def font_paths() -> list[Path]:
    """The folders that hold our typefaces, those that exist; the Times-like one first."""
    folders = [VENDOR]
    spec = find_spec("fontpkg_be_vietnam_pro")
    if spec is not None and spec.origin is not None:
        folders.append(Path(spec.origin).parent / "files")
    return [folder for folder in folders if folder.is_dir()]


def missing_fonts() -> list[str]:
    """The names of the wanted typefaces that are not there; for ``nongcot doctor``. Empty when all are."""
    missing = [] if all((VENDOR / name).is_file() for name in TINOS_FILES) else [TIMES_LIKE]
    if find_spec("fontpkg_be_vietnam_pro") is None:
        missing.append("Be Vietnam Pro")
    return missing
