"""Print the figures of the look of the workbooks of the cycles: `python -m tests.look`, from the root of the repository.

Names of workbooks may be given instead. `--pictures` renews the pictures of the README and measures nothing. Exit code 1 says that a figure misses its aim. Pages are counted where LibreOffice is installed, those of French workbooks too.
"""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))  # where the support of the tests stands

from support import libreoffice

from look.made import CYCLES, made
from look.measures import measured, pages
from look.pictures import renew


def main() -> int:
    """Print each figure of each workbook, and return whether all are good."""
    good = True
    if sys.argv[1:] == ["--pictures"]:
        return pictures()
    with tempfile.TemporaryDirectory() as folder:
        given = [Path(name) for name in sys.argv[1:]]
        for path in given or made(ROOT, Path(folder), CYCLES, "--language", "both"):
            print(path.relative_to(folder) if not given else path)
            office = libreoffice.program()
            for figure in (*measured(path), *(pages([path], office) if office else [])):
                print(figure, flush=True)
                good = good and figure.good
    return 0 if good else 1


def pictures() -> int:
    """Renew the pictures of the README from the cycles that it shows, and print where they are."""
    with tempfile.TemporaryDirectory() as folder:
        made(ROOT, Path(folder), CYCLES[:2])
        for path in renew(Path(folder, "outputs"), ROOT / "docs"):
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
