"""Print the table of trust: `python -m tests.trust`, from the root of the repository; `--long` tries as often as a release needs.

Exit code 1 says that something came out that must not. The short form runs with the tests.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # where the support of the tests stands

from trust.table import rows


def main() -> int:
    """Print each row as it is found, and return whether all are good."""
    print(f"{'what is tried':<62} {'tries':>7}  good what comes of it")
    good = True
    with tempfile.TemporaryDirectory() as folder:
        for row in rows(Path(folder), long="--long" in sys.argv[1:]):
            print(row, flush=True)
            good = good and row.good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
